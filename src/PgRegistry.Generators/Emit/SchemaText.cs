using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Emit;

/// <summary>
/// Describes what a scope sends, a line for each member in wire order: <c>key.Queue string</c>. Two nodes compare the text, so
/// it has only what both must agree on, with records taken apart.
/// </summary>
internal sealed class SchemaText
{
    private readonly Dictionary<string, RecordModel> _records;
    private readonly List<string> _lines = [];

    private SchemaText(ScopeModel scope) => _records = scope.Records.ToDictionary(record => record.FormatterName, StringComparer.Ordinal);

    public static IReadOnlyList<string> Of(ScopeModel scope)
    {
        var schema = new SchemaText(scope);
        schema.Add("key", scope.Key);
        schema.Add("value", scope.Value);
        if (scope.Message is not null)
        {
            schema.Add("message", scope.Message);
        }

        return schema._lines;
    }

    private void Add(string path, RecordModel record)
    {
        if (record.Members.Count == 0)
        {
            _lines.Add(path + " empty");
        }

        foreach (var member in record.Members)
        {
            var type = member.Type;
            var memberPath = path + "." + member.Name;
            var mark = type.Nullability == Nullability.None ? "" : "?";
            if (type.Kind == WireKind.Record)
            {
                Add(memberPath + mark, _records[type.Codec]);
            }
            else
            {
                _lines.Add($"{memberPath} {type.SchemaName}{mark}");
            }
        }
    }
}
