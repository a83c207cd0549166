using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>How one side of a row is measured once: the baseline, or the measured side; with keys that the number makes.</summary>
internal delegate Task<Sample> Measure(Row row, bool isMeasured, Effort effort, int seed);

/// <summary>Measures rows: as many repetitions as a verdict needs.</summary>
internal sealed class Runner(Effort effort, int seed, Measure measure)
{
    private enum Part
    {
        Measured,
        Baseline,
        Control,
    }

    private readonly Random _random = new(seed);

    public async Task<Result> RunAsync(Row row)
    {
        var result = new Result(row);
        var start = Stopwatch.GetTimestamp();
        var (pairs, most) = effort.PairsOf(row);
        try
        {
            while (result.Pairs < pairs || (result.IsOpen && result.Pairs < most))
            {
                await RepeatAsync(result).ConfigureAwait(false);
            }
        }
        catch (ChildFailedException e)
        {
            result.Failure = e.Message;
        }

        result.Time = Stopwatch.GetElapsedTime(start);
        return result;
    }

    /// <summary>One repetition: a process for each part, in random order, with the same keys.</summary>
    private async Task RepeatAsync(Result result)
    {
        var row = result.Row;
        Part[] order = row.HasControl ? [Part.Measured, Part.Baseline, Part.Control] : row.Baseline is not null ? [Part.Measured, Part.Baseline] : [Part.Measured];
        _random.Shuffle(order);
        var data = _random.Next();
        var samples = new Dictionary<Part, Sample>();
        foreach (var part in order)
        {
            samples[part] = await measure(row, part == Part.Measured, effort, data).ConfigureAwait(false);
        }

        result.Add(samples[Part.Measured], samples.GetValueOrDefault(Part.Baseline), samples.GetValueOrDefault(Part.Control));
    }
}
