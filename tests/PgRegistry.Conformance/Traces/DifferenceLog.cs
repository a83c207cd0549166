using System.Text.Json;

namespace PgRegistry.Conformance.Traces;

/// <summary>Compares what was found with what was recorded, and keeps the differences of one trace.</summary>
internal sealed class DifferenceLog(Trace trace)
{
    private readonly List<Difference> _differences = [];

    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>Lists carry no order, so two of them are compared as multisets; everything else as it is.</summary>
    public void CompareResult(Step step, object? found)
    {
        var expected = step.Result;
        var actual = JsonSerializer.SerializeToElement(found);
        if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            CompareRows(step, "result", Rows(expected), Rows(actual));
        }
        else
        {
            CompareRows(step, "result", [Canonical.Of(expected)], [Canonical.Of(actual)]);
        }
    }

    public void CompareEvents(Step step, IReadOnlyDictionary<string, IReadOnlyList<string>> found)
    {
        var expected = step.Events;
        foreach (var monitor in expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
        {
            CompareRows(
                step,
                $"events of {monitor}",
                expected.TryGetValue(monitor, out var recorded) ? Rows(recorded) : [],
                found.GetValueOrDefault(monitor, []));
        }
    }

    public void CompareRows(Step step, string subject, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var unexpected = found.ToList();
        var missing = expected.Where(row => !unexpected.Remove(row)).ToList();
        if (missing.Count > 0 || unexpected.Count > 0)
        {
            missing.Sort(StringComparer.Ordinal);
            unexpected.Sort(StringComparer.Ordinal);
            _differences.Add(new Difference(trace, step, subject, missing, unexpected));
        }
    }

    private static IEnumerable<string> Rows(JsonElement list) => list.EnumerateArray().Select(Canonical.Of);
}
