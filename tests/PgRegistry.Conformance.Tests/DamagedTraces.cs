using System.Text.Json;
using System.Text.Json.Nodes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Tests;

/// <summary>Recordings that say something else than what was recorded.</summary>
internal static class DamagedTraces
{
    /// <summary>The trace up to the step, which is changed.</summary>
    public static Trace WithChanged(this Trace trace, Step step, Action<JsonObject> change)
    {
        var json = JsonSerializer.SerializeToNode(step.Json)!.AsObject();
        change(json);
        return trace with { Steps = [.. trace.Steps.Take(step.Number - 1), new Step(step.Number, JsonSerializer.SerializeToElement(json))] };
    }

    /// <summary>The rows of the first monitor that received something.</summary>
    public static JsonArray FirstEvents(this JsonObject step) => step["events"]!.AsObject().First().Value!.AsArray();
}
