using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Tests;

/// <summary>The traces that the project carries.</summary>
internal static class OwnRecordings
{
    public static IReadOnlyDictionary<(string File, int Seed), Trace> Traces { get; } =
        Trace.OwnFiles.SelectMany(Trace.ReadAll).ToDictionary(trace => (trace.File, trace.Seed));

    /// <summary>The first step that has what is asked for, in the first trace that has one.</summary>
    public static (Trace Trace, Step Step) Find(Func<Trace, Step, bool> isWanted) => Traces.Values
        .SelectMany(trace => trace.Steps.Select(step => (trace, step)))
        .First(found => isWanted(found.trace, found.step));
}
