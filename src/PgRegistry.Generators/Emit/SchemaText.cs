using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Emit;

/// <summary>
/// Describes what a scope sends, a line for each member in wire order: <c>key.Queue string</c>. Two nodes compare the text, so
/// it has only what both must agree on, with records taken apart. A union has its cases by index, each with a colon before every
/// part of its name: <c>message:Group:Inner.Text string</c>; a dot would look like a member that is a record. The records in a collection
/// follow it, each with its number: <c>value.Places immutablearray&lt;record&gt;</c>, <c>value.Places[0].Street string</c>.
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
        if (scope.Message is { Record.IsUnion: true })
        {
            schema.AddCases(scope.Message.Record);
        }
        else if (scope.Message is not null)
        {
            schema.Add("message", scope.Message);
        }

        return schema._lines;
    }

    private void Add(string path, PartModel part)
    {
        if (part.Record is not null)
        {
            Add(path, part.Record);
        }
        else
        {
            Add(path, part.Plain!);
        }
    }

    private void AddCases(RecordModel message)
    {
        foreach (var item in message.Cases)
        {
            Add("message:" + item.Path.Replace('.', ':'), _records[item.FormatterName]);
        }
    }

    private void Add(string path, RecordModel record)
    {
        if (record.Members.Count == 0)
        {
            _lines.Add(path + " empty");
        }

        foreach (var member in record.Members)
        {
            Add(path + "." + member.Name, member.Type);
        }
    }

    private void Add(string path, WireType type)
    {
        var mark = type.Nullability == Nullability.None ? "" : "?";
        if (type.Kind == WireKind.Record)
        {
            Add(path + mark, _records[type.Codec]);
            return;
        }

        _lines.Add($"{path} {type.SchemaName}{mark}");
        for (var i = 0; i < type.Records.Count; i++)
        {
            Add($"{path}[{i}]", _records[type.Records[i]]);
        }
    }
}
