using System.Diagnostics;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>What a peer follows: a million joins one after the other, and the end of the process that has them.</summary>
internal static class StreamRows
{
    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "joins-replicated",
            Subject = "joins of a million entries, from the first until the peer has them all",
            Unit = "k/s",
            BaselineName = "raw inserts",
            Baseline = RawTable.InsertRateAsync,
            Measured = JoinsAsync,
            Floor = 0.5,
            IsLong = true,
        };
        yield return new Row
        {
            Name = "exit-1m",
            Subject = "exit of a process with a million entries, until they are gone at the peer",
            Unit = "ms",
            BaselineName = "raw removal",
            Baseline = RawTable.RemoveAsync,
            Measured = ExitAsync,
            Target = 1,
            IsLong = true,
        };
    }

    private static Task<Sample> JoinsAsync(Effort effort, Random random) => MeasureAsync(effort, random, (joins, _) => new Sample(effort.Million / joins));

    private static Task<Sample> ExitAsync(Effort effort, Random random) => MeasureAsync(effort, random, (_, exit) => new Sample(exit));

    private static async Task<Sample> MeasureAsync(Effort effort, Random random, Func<double, double, Sample> choose)
    {
        await using var pair = await Pair.StartAsync().ConfigureAwait(false);
        await pair.Peer.AskAsync($"open 0").ConfigureAwait(false);
        var keys = Data.Keys(effort.Million, random);
        return await WallClock.OnceAsync(effort, async () =>
        {
            await SettleAsync(pair).ConfigureAwait(false);
            var process = pair.Node.Spawn();
            var joins = await TimeAsync(pair, keys.Length, () => Fill.Ours(pair.Workers, process, keys)).ConfigureAwait(false);
            await SettleAsync(pair).ConfigureAwait(false);
            var exit = await TimeAsync(pair, 0, process.Dispose).ConfigureAwait(false);
            var sample = choose(joins.Milliseconds, exit.Milliseconds);
            sample.Notes["ms for the writer"] = joins.Own;
            sample.Notes["for the ending process"] = exit.Own;
            return sample;
        }).ConfigureAwait(false);
    }

    /// <summary>How long some work takes by itself, and until the peer has that many entries.</summary>
    private static async Task<(double Milliseconds, double Own)> TimeAsync(Pair pair, int entries, Action work)
    {
        var seen = pair.Peer.AskMomentAsync($"await {entries}");
        var start = Stopwatch.GetTimestamp();
        work();
        var own = Stopwatch.GetElapsedTime(start);
        return (Stopwatch.GetElapsedTime(start, await seen.ConfigureAwait(false)).TotalMilliseconds, own.TotalMilliseconds);
    }

    private static async Task SettleAsync(Pair pair)
    {
        Clock.Settle();
        await pair.Peer.AskAsync($"settle").ConfigureAwait(false);
    }
}
