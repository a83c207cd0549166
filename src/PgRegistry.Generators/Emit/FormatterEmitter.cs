using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the formatter of one record: an array of its members.</summary>
internal static class FormatterEmitter
{
    private const string Writer = "ref " + Code.Wire + "MessagePackWriter writer";
    private const string Reader = "ref " + Code.Wire + "MessagePackReader reader";

    public static void Emit(SourceWriter code, RecordModel record)
    {
        Open(code, record, "as an array of its members");
        EmitWrite(code, record);
        EmitRead(code, record);
        code.Close();
    }

    /// <summary>Begins the class of a formatter.</summary>
    public static void Open(SourceWriter code, RecordModel record, string how)
    {
        code.Separate();
        code.Line($"/// <summary>Writes and reads <c>{Code.Xml(record.DisplayName)}</c> {how}.</summary>");
        code.Line(Code.Generated);
        code.Open($"private sealed class {record.FormatterName} : {Code.Wire}IWireFormatter<{record.TypeName}>");
        code.Line("/// <summary>The only instance.</summary>");
        code.Line($"public static readonly {record.FormatterName} Instance = new();");
    }

    /// <summary>Begins its method that writes: null is refused.</summary>
    public static void OpenWrite(SourceWriter code, RecordModel record)
    {
        code.Separate();
        code.Line("/// <inheritdoc/>");
        code.Open($"public void Write({Writer}, {record.TypeName} value)");
        if (record.IsReference)
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        }
    }

    /// <summary>Begins its method that reads: an array of some length is expected.</summary>
    public static void OpenRead(SourceWriter code, RecordModel record, int length)
    {
        code.Separate();
        code.Line("/// <inheritdoc/>");
        code.Open($"public {record.TypeName} Read({Reader})");
        code.Line($"{Code.Wire}WireValues.ReadArrayHeaderOf(ref reader, {length}, {Code.Literal(record.DisplayName)});");
    }

    private static void EmitWrite(SourceWriter code, RecordModel record)
    {
        OpenWrite(code, record);
        if (record is { IsReference: true, IsSealed: false })
        {
            EmitExactTypeCheck(code, record);
        }

        code.Line($"writer.WriteArrayHeader({record.Members.Count});");
        var names = new LocalNames("value", "writer");
        var afterBlock = false;
        foreach (var member in record.Members)
        {
            if (afterBlock)
            {
                code.Line();
            }

            afterBlock = EmitWriteMember(code, record, member, names);
        }

        code.Close();
    }

    // A record derived from this one would arrive without its own members, unequal to what was sent.
    private static void EmitExactTypeCheck(SourceWriter code, RecordModel record)
    {
        code.Open($"if (value.GetType() != typeof({record.TypeName}))");
        code.Line($"throw new global::System.ArgumentException({Code.Literal($"A record derived from {record.DisplayName} would lose its own members; seal {record.DisplayName}.")}, nameof(value));");
        code.Close();
        code.Line();
    }

    /// <summary>Returns whether what was written ends with a block.</summary>
    private static bool EmitWriteMember(SourceWriter code, RecordModel record, MemberModel member, LocalNames names)
    {
        var access = "value." + TypeNames.Escape(member.Name);
        var type = member.Type;
        if (type is { Kind: WireKind.Direct, Codec: "String" })
        {
            var check = type.Nullability == Nullability.None
                ? $" ?? throw new global::System.ArgumentException({Code.Literal($"{record.DisplayName}.{member.Name} is null, and is declared not to be.")}, nameof(value))"
                : "";
            code.Line($"writer.Write({access}{check});");
            return false;
        }

        if (type.Nullability == Nullability.None)
        {
            code.Line(WriteCall(type, access));
            return false;
        }

        var local = names.For(member.Name);
        code.Open($"if ({access} is {{ }} {local})");
        code.Line(WriteCall(type, local));
        code.Close();
        code.Open("else");
        code.Line("writer.WriteNil();");
        code.Close();
        return true;
    }

    private static string WriteCall(WireType type, string value) => type.Kind switch
    {
        WireKind.Helper => $"{Code.Wire}WireValues.Write{type.Codec}(ref writer, {value});",
        WireKind.Enum => $"writer.Write(({type.UnderlyingName}){value});",
        WireKind.Record => $"{type.Codec}.Instance.Write(ref writer, {value});",
        _ => $"writer.Write({value});",
    };

    private static void EmitRead(SourceWriter code, RecordModel record)
    {
        OpenRead(code, record, record.Members.Count);
        var names = new LocalNames("reader", "error");
        var arguments = new List<string>();
        var initializers = new List<string>();
        foreach (var member in record.Members)
        {
            var local = names.For(member.Name);
            code.Line($"{member.Type.DeclaredName} {local} = {ReadExpression(record, member)};");
            (member.InConstructor ? arguments : initializers).Add(member.InConstructor ? local : $"{TypeNames.Escape(member.Name)} = {local}");
        }

        var initializer = initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        EmitConstruction(code, record, $"return new {record.TypeName}({string.Join(", ", arguments)}){initializer};");
        code.Close();
    }

    // A formatter raises format exceptions only, and a constructor that checks its arguments may refuse those of a peer.
    private static void EmitConstruction(SourceWriter code, RecordModel record, string construction)
    {
        if (!record.RunsUserCode)
        {
            code.Line(construction);
            return;
        }

        code.Open("try");
        code.Line(construction);
        code.Close();
        code.Open($"catch (global::System.Exception error) when (error is not {Code.Wire}WireFormatException)");
        code.Line($"throw new {Code.Wire}WireFormatException({Code.Literal(record.DisplayName + " refuses what was read: ")} + error.Message, error);");
        code.Close();
    }

    private static string ReadExpression(RecordModel record, MemberModel member)
    {
        var type = member.Type;
        if (type is { Kind: WireKind.Direct, Codec: "String" })
        {
            return type.Nullability == Nullability.None
                ? $"reader.ReadString() ?? throw new {Code.Wire}WireFormatException({Code.Literal($"{record.DisplayName}.{member.Name} is nil, and is declared not to be.")})"
                : "reader.ReadString()";
        }

        var read = type.Kind switch
        {
            WireKind.Helper => $"{Code.Wire}WireValues.Read{type.Codec}(ref reader)",
            WireKind.Enum => $"({type.TypeName})reader.Read{type.Codec}()",
            WireKind.Record => $"{type.Codec}.Instance.Read(ref reader)",
            _ => $"reader.Read{type.Codec}()",
        };
        return type.Nullability == Nullability.None ? read : $"reader.TryReadNil() ? null : {read}";
    }
}
