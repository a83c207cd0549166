using System.Globalization;
using PgRegistry.Generators.Model;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the formatter of one record: an array of its members.</summary>
internal static class FormatterEmitter
{
    private const string Writer = "ref " + Code.Wire + "MessagePackWriter writer";
    private const string Reader = "ref " + Code.Wire + "MessagePackReader reader";

    /// <summary>A construction is one line up to this length; beyond it, each member is read on a line of its own.</summary>
    private const int LongestConstruction = 180;

    public static void Emit(SourceWriter code, RecordModel record)
    {
        code.Separate();
        code.Line($"/// <summary>Writes and reads <c>{Code.Xml(record.DisplayName)}</c> as an array of its members.</summary>");
        Open(code, record);
        EmitWrite(code, record);
        EmitRead(code, record);
        code.Close();
    }

    /// <summary>Begins the class of a formatter.</summary>
    public static void Open(SourceWriter code, RecordModel record)
    {
        code.Open($"{Code.Generated} private sealed class {record.FormatterName} : {Code.Wire}IWireFormatter<{record.TypeName}>");
        code.Line($"public static readonly {record.FormatterName} Instance = new();");
    }

    /// <summary>Begins its method that writes: null is refused.</summary>
    public static void OpenWrite(SourceWriter code, RecordModel record)
    {
        code.Open($"public void Write({Writer}, {record.TypeName} value)");
        if (record.IsReference)
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        }
    }

    /// <summary>Begins its method that reads.</summary>
    public static void OpenRead(SourceWriter code, RecordModel record)
    {
        code.Open($"public {record.TypeName} Read({Reader})");
    }

    private static void EmitWrite(SourceWriter code, RecordModel record)
    {
        OpenWrite(code, record);
        if (record is { IsReference: true, IsSealed: false })
        {
            // A record derived from this one would arrive without its own members, unequal to what was sent.
            var advice = Code.Literal($"A record derived from {record.DisplayName} would lose its own members; seal {record.DisplayName}.");
            code.Line($"if (value.GetType() != typeof({record.TypeName})) {{ throw new global::System.ArgumentException({advice}, nameof(value)); }}");
        }

        code.Line($"writer.WriteArrayHeader({record.Members.Count});");
        var names = new LocalNames("value", "writer");
        foreach (var member in record.Members)
        {
            code.Line(WriteStatement(record, member, names));
        }

        code.Close();
    }

    private static string WriteStatement(RecordModel record, MemberModel member, LocalNames names)
    {
        var access = "value." + TypeNames.Escape(member.Name);
        var type = member.Type;
        if (type is { Kind: WireKind.Direct, Codec: "String" })
        {
            var check = type.Nullability == Nullability.None
                ? $" ?? throw new global::System.ArgumentException({Code.Literal($"{record.DisplayName}.{member.Name} must not be null.")}, nameof(value))"
                : "";
            return $"writer.Write({access}{check});";
        }

        if (type.Nullability == Nullability.None)
        {
            return WriteCall(type, access);
        }

        var local = names.For(member.Name);
        return $"if ({access} is {{ }} {local}) {{ {WriteCall(type, local)} }} else {{ writer.WriteNil(); }}";
    }

    private static string WriteCall(WireType type, string value) => type.Kind switch
    {
        WireKind.Helper => $"_Values.Write{type.Codec}(ref writer, {value});",
        WireKind.Enum => $"writer.Write(({type.UnderlyingName}){value});",
        WireKind.Record => $"{type.Codec}.Instance.Write(ref writer, {value});",
        WireKind.Field => $"{type.Codec}.Write(ref writer, {value});",
        _ => $"writer.Write({value});",
    };

    private static void EmitRead(SourceWriter code, RecordModel record)
    {
        OpenRead(code, record);
        code.Line($"var count = _Values.ReadMemberCount(ref reader, {record.Members.Count - record.Optional}, {Code.Literal(record.DisplayName)});");
        if (record.Optional > 0)
        {
            EmitConstruction(code, record, Return(record, ConstructionByCount(record)));
            code.Close();
            return;
        }

        var construction = Construction(record, record.Members.Count, member => ReadExpression(record, member));
        if (construction.Length > LongestConstruction)
        {
            var names = new LocalNames("reader", "error", "count");
            var locals = record.Members.ToDictionary(member => member, member => names.For(member.Name));
            foreach (var member in record.Members)
            {
                code.Line($"{member.Type.DeclaredName} {locals[member]} = {ReadExpression(record, member)};");
            }

            construction = Construction(record, record.Members.Count, member => locals[member]);
        }

        EmitConstruction(code, record, Return(record, [construction]));
        code.Close();
    }

    // What is left out gets the default that its declaration gives it.
    private static List<string> ConstructionByCount(RecordModel record)
    {
        var lines = new List<string> { "count switch", "{" };
        for (var count = record.Members.Count - record.Optional; count <= record.Members.Count; count++)
        {
            var pattern = count == record.Members.Count ? "_" : count.ToString(CultureInfo.InvariantCulture);
            lines.Add($"    {pattern} => {Construction(record, count, member => ReadExpression(record, member))},");
        }

        return [.. lines, "}"];
    }

    // Members are in wire order, and arguments and initializers are evaluated in the order in which they stand.
    private static string Construction(RecordModel record, int count, Func<MemberModel, string> read)
    {
        var members = record.Members.Take(count).ToList();
        var arguments = members.Where(member => member.InConstructor).Select(read);
        var initializers = members.Where(member => !member.InConstructor).Select(member => $"{TypeNames.Escape(member.Name)} = {read(member)}").ToList();
        var initializer = initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        return $"new {record.TypeName}({string.Join(", ", arguments)}){initializer}";
    }

    /// <summary>Returns what the lines construct, and passes over what is not known here.</summary>
    private static List<string> Return(RecordModel record, List<string> construction)
    {
        construction[0] = $"return _Values.ThenSkip(ref reader, count{(record.Members.Count == 0 ? "" : $" - {record.Members.Count}")}, {construction[0]}";
        construction[construction.Count - 1] += ");";
        return construction;
    }

    // A formatter raises format exceptions only, and a constructor that checks its arguments may refuse those of a peer.
    private static void EmitConstruction(SourceWriter code, RecordModel record, List<string> construction)
    {
        if (!record.RunsUserCode)
        {
            code.Lines(construction);
            return;
        }

        var refusal = $"throw new {Code.Wire}WireFormatException({Code.Literal(record.DisplayName + " refuses what was read: ")} + error.Message, error);";
        if (construction.Count == 1)
        {
            code.Line($"try {{ {construction[0]} }}");
        }
        else
        {
            code.Open("try");
            code.Lines(construction);
            code.Close();
        }

        code.Line($"catch (global::System.Exception error) when (error is not {Code.Wire}WireFormatException) {{ {refusal} }}");
    }

    private static string ReadExpression(RecordModel record, MemberModel member)
    {
        var type = member.Type;
        if (type is { Kind: WireKind.Direct, Codec: "String" })
        {
            return type.Nullability == Nullability.None
                ? $"reader.ReadString() ?? throw new {Code.Wire}WireFormatException({Code.Literal($"{record.DisplayName}.{member.Name} must not be nil.")})"
                : "reader.ReadString()";
        }

        var read = type.Kind switch
        {
            WireKind.Helper => $"_Values.Read{type.Codec}(ref reader)",
            WireKind.Enum => $"({type.TypeName})reader.Read{type.Codec}()",
            WireKind.Record => $"{type.Codec}.Instance.Read(ref reader)",
            WireKind.Field => $"{type.Codec}.Read(ref reader)",
            _ => $"reader.Read{type.Codec}()",
        };
        return type.Nullability switch
        {
            Nullability.None => read,

            // A conditional with null for a value would have no type of its own, and could choose another constructor.
            Nullability.Value => $"reader.TryReadNil() ? ({type.DeclaredName})null : {read}",
            _ => $"reader.TryReadNil() ? null : {read}",
        };
    }
}
