namespace PgRegistry.Gate;

/// <summary>Measures rows: as many repetitions as a verdict needs.</summary>
internal sealed class Runner(Effort effort, int seed)
{
    private readonly Random _random = new(seed);

    public async Task<Result> RunAsync(Row row)
    {
        var result = new Result(row);

        // Bytes do not depend on how busy the machine is.
        var pairs = row.Limit is null ? effort.MinPairs : 3;
        while (result.Pairs < pairs || (result.Verdict == Verdict.Undecided && result.Pairs < effort.MaxPairs))
        {
            await RepeatAsync(result).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>One repetition: three processes in random order, with the same keys.</summary>
    private async Task RepeatAsync(Result result)
    {
        const int Measured = 0;
        int[] order = [Measured, 1, 2];
        _random.Shuffle(order);
        var data = _random.Next();
        var samples = new Sample[order.Length];
        foreach (var i in order)
        {
            samples[i] = await ChildProcess.MeasureAsync(result.Row, i == Measured, effort, data).ConfigureAwait(false);
        }

        result.Add(samples[Measured], samples[1], samples[2]);
    }
}
