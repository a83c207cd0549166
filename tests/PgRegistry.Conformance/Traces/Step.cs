using System.Text.Json;

namespace PgRegistry.Conformance.Traces;

/// <summary>One operation of a trace, and what it led to.</summary>
internal sealed class Step(int number, JsonElement json)
{
    /// <summary>Counted from 1.</summary>
    public int Number { get; } = number;

    public JsonElement Json { get; } = json;

    public string Operation { get; } = json.GetProperty("op").GetString()!;

    public JsonElement Result => Get("result");

    /// <summary>The rows that each monitor received.</summary>
    public IReadOnlyDictionary<string, JsonElement> Events =>
        Json.TryGetProperty("events", out var events) ? events.EnumerateObject().ToDictionary(monitor => monitor.Name, monitor => monitor.Value) : [];

    /// <summary>What listeners were told: rows, or rows by the name of the node; null when nothing was recorded.</summary>
    public JsonElement? Listener => Json.TryGetProperty("listener", out var listener) ? listener : null;

    /// <summary>The node that the call is made on; null in a local trace.</summary>
    public string? At => Json.TryGetProperty("at", out var at) ? at.GetString() : null;

    public string Pid => Text("pid");

    public IReadOnlyList<string> Pids => [.. Get("pids").EnumerateArray().Select(pid => pid.GetString()!)];

    public string Monitor => Text("monitor");

    public (string One, string Other) Nodes => (Get("nodes")[0].GetString()!, Get("nodes")[1].GetString()!);

    public (string Topic, int Shard) Key => (Get("key")[0].GetString()!, Get("key")[1].GetInt32());

    public (string Role, int Load) Value => (Get("value").GetProperty("role").GetString()!, Get("value").GetProperty("load").GetInt32());

    /// <summary>The name of an item of metadata.</summary>
    public string Name => Text("name");

    public int Metadata => Get("value") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)
        ? number
        : throw new InvalidDataException($"Step {Number} ({Operation}): only numbers are replayed as metadata.");

    public RecordedValuePattern Pattern => RecordedValuePattern.Read(Get("pattern"));

    public RecordedKeyPattern KeyPattern => RecordedKeyPattern.Read(Get("key_pattern"));

    public string? PidPattern => Get("pid_pattern").GetString();

    /// <summary>Whether a selection answers with keys, beside pids and values.</summary>
    public bool ReturnsKeys => Text("returns") == "entry";

    /// <summary>The operation with its arguments.</summary>
    public override string ToString() => string.Join(
        ' ',
        Json.EnumerateObject()
            .Where(argument => argument.Name is not ("op" or "result" or "events" or "listener"))
            .Select(argument => $"{argument.Name}={Canonical.Of(argument.Value)}")
            .Prepend(Operation));

    private string Text(string name) => Get(name).GetString()!;

    private JsonElement Get(string name) =>
        Json.TryGetProperty(name, out var value) ? value : throw new InvalidDataException($"Step {Number} ({Operation}) has no \"{name}\".");
}
