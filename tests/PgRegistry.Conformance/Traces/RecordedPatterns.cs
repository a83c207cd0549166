using System.Text.Json;

namespace PgRegistry.Conformance.Traces;

/// <summary>What a value has to be like; null is anything.</summary>
internal sealed record RecordedValuePattern(string? Role, (string Operator, int Operand)? Load)
{
    public static RecordedValuePattern Read(JsonElement json)
    {
        var load = json.GetProperty("load");
        return new RecordedValuePattern(
            json.GetProperty("role").GetString(),
            load.ValueKind == JsonValueKind.Null ? null : (load[0].GetString()!, load[1].GetInt32()));
    }

    /// <summary>The pattern as a function, which owes nothing to the library.</summary>
    public bool Matches(string role, int load) => (Role is null || Role == role) && (Load is null || Holds(load, Load.Value));

    private static bool Holds(int load, (string Operator, int Operand) constraint) => constraint.Operator switch
    {
        "==" => load == constraint.Operand,
        "/=" => load != constraint.Operand,
        "<" => load < constraint.Operand,
        "=<" => load <= constraint.Operand,
        ">" => load > constraint.Operand,
        ">=" => load >= constraint.Operand,
        _ => throw new InvalidDataException($"\"{constraint.Operator}\" is no comparison."),
    };
}

/// <summary>What a key has to be like; null is anything.</summary>
internal sealed record RecordedKeyPattern(string? Topic, int? Shard)
{
    public static RecordedKeyPattern Read(JsonElement json)
    {
        var shard = json.GetProperty("shard");
        return new RecordedKeyPattern(json.GetProperty("topic").GetString(), shard.ValueKind == JsonValueKind.Null ? null : shard.GetInt32());
    }

    /// <inheritdoc cref="RecordedValuePattern.Matches"/>
    public bool Matches(string topic, int shard) => (Topic is null || Topic == topic) && (Shard is null || Shard == shard);
}
