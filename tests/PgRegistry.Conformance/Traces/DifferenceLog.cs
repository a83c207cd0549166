using System.Text.Json;

namespace PgRegistry.Conformance.Traces;

/// <summary>Compares what was found with what was recorded, and keeps the differences of one trace.</summary>
internal sealed class DifferenceLog(Trace trace)
{
    private readonly List<Difference> _differences = [];

    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>Lists carry no order, so two of them are compared as multisets; everything else as it is.</summary>
    public void CompareAnswer(Step step, Answer answer)
    {
        var expected = JsonSerializer.SerializeToElement(answer.Expected);
        var found = JsonSerializer.SerializeToElement(answer.Found);
        if (expected.ValueKind == JsonValueKind.Array && found.ValueKind == JsonValueKind.Array)
        {
            CompareRows(step, answer.Subject, Rows(expected), Rows(found));
        }
        else
        {
            CompareRows(step, answer.Subject, [Canonical.Of(expected)], [Canonical.Of(found)]);
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

    /// <summary>Recordings of several nodes may say by node what was heard, or what was heard on all of them together.</summary>
    /// <param name="step">The step that it was heard in.</param>
    /// <param name="found">What was heard, by the name of the node.</param>
    public void CompareListeners(Step step, IReadOnlyDictionary<string, IReadOnlyList<string>> found)
    {
        if (step.Listener is { ValueKind: JsonValueKind.Object } byNode)
        {
            foreach (var node in byNode.EnumerateObject().Select(node => node.Name).Union(found.Keys).Order(StringComparer.Ordinal))
            {
                CompareRows(
                    step,
                    $"listener of {node}",
                    byNode.TryGetProperty(node, out var recorded) ? Rows(recorded) : [],
                    found.GetValueOrDefault(node, []));
            }
        }
        else
        {
            CompareRows(step, "listener", step.Listener is { } together ? Rows(together) : [], found.Values.SelectMany(rows => rows));
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
