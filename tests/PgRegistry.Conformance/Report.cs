using System.Globalization;
using PgRegistry.Conformance.Replay;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance;

/// <summary>Counts what was replayed, and writes the first differences and the sums.</summary>
internal sealed class Report(TextWriter output)
{
    private const int MostShown = 20;

    private readonly SortedDictionary<string, int> _passedOver = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _emulated = new(StringComparer.Ordinal);
    private int _traces;
    private int _steps;
    private int _listenerSteps;

    public int DifferenceCount { get; private set; }

    public int TraceCount => _traces;

    public void Add(Trace trace, IReadOnlyList<Difference> differences)
    {
        _traces++;
        foreach (var step in trace.Steps)
        {
            Count(step, trace.IsUnique);
        }

        foreach (var difference in differences)
        {
            DifferenceCount++;
            if (DifferenceCount <= MostShown)
            {
                output.WriteLine(difference);
            }
        }
    }

    public void Finish()
    {
        if (DifferenceCount > MostShown)
        {
            output.WriteLine(Text($"and {DifferenceCount - MostShown} more differences"));
        }

        output.WriteLine(Text($"emulated: {Sum(_emulated)}"));
        output.WriteLine(Text($"passed over: {Sum(_passedOver)}; listener deliveries of {_listenerSteps} steps"));
        output.WriteLine(Text($"{_traces} traces, {_steps} steps, {DifferenceCount} differences"));
    }

    private static string Sum(SortedDictionary<string, int> counts)
    {
        var details = string.Join(", ", counts.Select(count => Text($"{count.Key} {count.Value}")));
        return Text($"{counts.Values.Sum()} steps") + (details.Length > 0 ? $" ({details})" : "");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Count(Step step, bool isUnique)
    {
        _steps++;
        _listenerSteps += step.HasListenerDeliveries ? 1 : 0;
        var counts = CoverageRules.Of(step.Operation, isUnique) switch
        {
            Coverage.Emulated => _emulated,
            Coverage.PassedOver => _passedOver,
            _ => null,
        };
        if (counts is not null)
        {
            counts[step.Operation] = counts.GetValueOrDefault(step.Operation) + 1;
        }
    }
}
