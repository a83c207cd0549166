using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Emit;

/// <summary>
/// Describes what a scope sends, a line for each member in wire order: <c>key.Queue string</c>. Two nodes compare the text, so
/// it has only what both must agree on; the members of a record follow it: <c>value.Place record</c>, <c>value.Place.Street string</c>. A union
/// has its cases, each with a colon before every part of its name: <c>message:Group:Inner.Text string</c>; a dot would look like a member
/// that is a record. The records in a collection have numbers: <c>value.Places immutablearray&lt;record&gt;</c>, <c>value.Places[0].Street
/// string</c>. What a peer may lack is <c>optional</c>.
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
            AddRoot(path, part.Record);
        }
        else
        {
            Add(path, part.Plain!, "");
        }
    }

    private void AddCases(RecordModel message)
    {
        foreach (var item in message.Cases)
        {
            AddRoot("message:" + item.Path.Replace('.', ':'), _records[item.FormatterName]);
        }
    }

    private void AddRoot(string path, RecordModel record)
    {
        // Else its members show that it is one.
        if (record.Members.Count == 0)
        {
            _lines.Add(path + " record");
        }

        Add(path, record);
    }

    private void Add(string path, RecordModel record)
    {
        for (var i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            Add(path + "." + member.WireName, member.Type, i < record.Members.Count - record.Optional ? "" : " optional");
        }
    }

    private void Add(string path, WireType type, string optional)
    {
        var mark = type.Nullability == Nullability.None ? "" : "?";
        _lines.Add($"{path} {(type.Kind == WireKind.Record ? "record" : type.SchemaName)}{mark}{optional}");
        if (type.Kind == WireKind.Record)
        {
            Add(path, _records[type.Codec]);
        }

        for (var i = 0; i < type.Records.Count; i++)
        {
            Add($"{path}[{i}]", _records[type.Records[i]]);
        }
    }
}
