using System.Text.Json;

namespace PgRegistry.Conformance.Traces;

/// <summary>One spelling for equal JSON: no white space, properties in ordinal order.</summary>
internal static class Canonical
{
    public static string Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', json.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object => $"{{{string.Join(',', Properties(json))}}}",
        JsonValueKind.String => JsonSerializer.Serialize(json.GetString()),
        _ => json.GetRawText(),
    };

    public static string Of(object? value) => Of(JsonSerializer.SerializeToElement(value));

    private static IEnumerable<string> Properties(JsonElement json) => json.EnumerateObject()
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => $"{JsonSerializer.Serialize(property.Name)}:{Of(property.Value)}");
}
