using System.Globalization;
using PgRegistry.Conformance.Replay;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance;

/// <summary>Counts what was replayed, and writes the first differences and the sums.</summary>
internal sealed class Report(TextWriter output)
{
    private const int MostShown = 20;

    private readonly SortedDictionary<string, int> _passedOver = new(StringComparer.Ordinal);
    private int _traces;
    private int _steps;

    public int DifferenceCount { get; private set; }

    public int TraceCount => _traces;

    public void Add(Trace trace, IReadOnlyList<Difference> differences)
    {
        _traces++;
        foreach (var step in trace.Steps)
        {
            _steps++;
            if (PassedOver.Has(step.Operation, trace.IsUnique))
            {
                _passedOver[step.Operation] = _passedOver.GetValueOrDefault(step.Operation) + 1;
            }
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

        if (_passedOver.Count > 0)
        {
            var operations = string.Join(", ", _passedOver.Select(count => Text($"{count.Key} {count.Value}")));
            output.WriteLine(Text($"passed over: {_passedOver.Values.Sum()} steps ({operations})"));
        }

        output.WriteLine(Text($"{_traces} traces, {_steps} steps, {DifferenceCount} differences"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
