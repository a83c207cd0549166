using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the file of a scope that says what goes over the wire: its schema and its formatters.</summary>
internal static class WireEmitter
{
    public static string Emit(ScopeModel scope)
    {
        var code = new SourceWriter();
        code.OpenScope(scope, [.. Code.WireAliases, .. scope.Fields.Count > 0 ? Code.FieldAliases : []], bases: "");
        EmitSchema(code, scope);
        EmitFields(code, scope);
        foreach (var record in scope.Records)
        {
            if (record.IsUnion)
            {
                UnionEmitter.Emit(code, record);
            }
            else
            {
                FormatterEmitter.Emit(code, record);
            }
        }

        foreach (var record in scope.Records.Where(record => record.ComparerName is not null))
        {
            ComparerEmitter.Emit(code, record);
        }

        return code.CloseAll();
    }

    private static void EmitFields(SourceWriter code, ScopeModel scope)
    {
        if (scope.Fields.Count == 0)
        {
            return;
        }

        code.Line();
        code.Line($"/// <summary>Formatters and comparers of {scope.DocumentedName} that are put together of others.</summary>");
        code.Open($"{Code.Generated} private static class {scope.FieldsName}");
        foreach (var field in scope.Fields)
        {
            code.Line($"public static readonly {field.TypeName} {field.Name} = {field.Code};");
        }

        code.Close();
    }

    private static void EmitSchema(SourceWriter code, ScopeModel scope)
    {
        var lines = SchemaText.Of(scope);
        code.Line("/// <summary>What this scope sends, member by member, each record as an array; nodes that disagree do not share it.</summary>");
        code.Line(Code.Generated);
        code.Line("private const string Schema =");
        for (var i = 0; i < lines.Count; i++)
        {
            var last = i == lines.Count - 1;
            code.Line($"    {Code.Literal(lines[i] + (last ? "" : "\n"))}{(last ? ";" : " +")}");
        }
    }
}
