namespace PgRegistry.Conformance.Traces;

/// <summary>One place where the library did something else than the recording says.</summary>
/// <param name="Trace">The trace that was replayed.</param>
/// <param name="Step">The step after which it showed.</param>
/// <param name="Subject">What was compared: the result, or the events of a monitor.</param>
/// <param name="Missing">What was expected and not found.</param>
/// <param name="Unexpected">What was found and not expected.</param>
internal sealed record Difference(Trace Trace, Step Step, string Subject, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected)
{
    public override string ToString()
    {
        var lines = new List<string>
        {
            $"{Trace.File}, seed {Trace.Seed}, step {Step.Number}: {Step}",
            $"  {Subject}",
        };
        lines.AddRange(Missing.Select(row => $"    expected: {row}"));
        lines.AddRange(Unexpected.Select(row => $"    found:    {row}"));
        return string.Join(Environment.NewLine, lines);
    }
}
