using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the formatter of a union, which leaves the members to the formatters of its cases.</summary>
internal static class UnionEmitter
{
    public static void Emit(SourceWriter code, RecordModel union)
    {
        code.Separate();
        code.Line($"/// <summary>Writes and reads <c>{Code.Xml(union.DisplayName)}</c> as an array of its case's number and the case.</summary>");
        FormatterEmitter.Open(code, union);
        EmitWrite(code, union);
        EmitRead(code, union);
        code.Close();
    }

    private static void EmitWrite(SourceWriter code, RecordModel union)
    {
        FormatterEmitter.OpenWrite(code, union);
        code.Line("writer.WriteArrayHeader(2);");
        code.Open("switch (value)");
        for (var i = 0; i < union.Cases.Count; i++)
        {
            // What derives from a case without being one would arrive as that case, without its own members.
            var item = union.Cases[i];
            var isExactly = item.IsSealed ? "" : $" when message.GetType() == typeof({item.TypeName})";
            code.Line($"case {item.TypeName} message{isExactly}:");
            code.Line($"    writer.Write({item.Number}u);");
            code.Line($"    {item.FormatterName}.Instance.Write(ref writer, message);");
            code.Line("    break;");
        }

        var advice = $" is no case of {union.DisplayName}; declare it nested in {union.DisplayName}, and seal the cases.";
        code.Line("default:");
        code.Line($"    throw new global::System.ArgumentException(value.GetType() + {Code.Literal(advice)}, nameof(value));");
        code.Close();
        code.Close();
    }

    private static void EmitRead(SourceWriter code, RecordModel union)
    {
        FormatterEmitter.OpenRead(code, union);
        code.Line($"_Values.ReadArrayHeaderOf(ref reader, 2, {Code.Literal(union.DisplayName)});");
        code.Line("return reader.ReadUInt32() switch");
        code.Line("{");
        foreach (var item in union.Cases)
        {
            code.Line($"    {item.Number} => {item.FormatterName}.Instance.Read(ref reader),");
        }

        code.Line($"    var number => throw new {Code.Wire}WireFormatException({Code.Literal(union.DisplayName + " has no case with the number ")} + number + \"; the peer may have another version of the type.\"),");
        code.Line("};");
        code.Close();
    }
}
