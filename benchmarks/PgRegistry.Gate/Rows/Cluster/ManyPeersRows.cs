using System.Diagnostics;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>
/// What a join and leave cost the thread that does them when 100 nodes have to hear of them: its processor time, since the threads that send share
/// two cores with it and with the peers here. Over TCP; the peers, of a second process, know the writer's node only.
/// </summary>
internal static class ManyPeersRows
{
    private const int Many = 100;
    private const int Operations = 256;

    public static IEnumerable<Row> All()
    {
        yield return Row("peers-100", "an operation at 100 peers for the writer: one after the other, 256 joins and 256 leaves at a time", Operations);
        yield return Row("peers-100-idle", "the same when all links were idle before: a single join and leave at a time", 1, isInformation: true);
    }

    private static Row Row(string name, string subject, int together, bool isInformation = false) => new()
    {
        Name = name,
        Subject = subject,
        Unit = "ns",
        BaselineName = "at one peer",
        Baseline = (effort, random) => MeasureAsync(effort, random, 1, together),
        Measured = (effort, random) => MeasureAsync(effort, random, Many, together),
        Target = 2,
        IsInformation = isInformation,
    };

    private static async Task<Sample> MeasureAsync(Effort effort, Random random, int peers, int together)
    {
        await using var pair = await Pair.StartAsync(peers).ConfigureAwait(false);
        await pair.Peer.AskAsync($"open 0").ConfigureAwait(false);
        Wait.Until(() => pair.Workers.Peers.Count == peers);
        using var process = pair.Node.Spawn();
        var keys = Data.Keys(Operations, random);
        await RunAsync(pair, process, keys, together, effort.WarmUp).ConfigureAwait(false);
        return await RunAsync(pair, process, keys, together, effort.Measured).ConfigureAwait(false);
    }

    private static async Task<Sample> RunAsync(Pair pair, LocalProcess process, Workers.Key[] keys, int together, TimeSpan atLeast)
    {
        var (processor, wall, operations) = (TimeSpan.Zero, TimeSpan.Zero, 0L);
        var begin = Stopwatch.GetTimestamp();
        var allocated = 0L;
        for (var next = 0; Stopwatch.GetElapsedTime(begin) < atLeast || operations < 2 * Operations; next = (next + together) % keys.Length)
        {
            var start = Stopwatch.GetTimestamp();
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var time = Native.ThreadTime();
            for (var i = next; i < next + together; i++)
            {
                pair.Workers.Register(process, keys[i], new Workers.Value("primary", i)).Dispose();
            }

            processor += Native.ThreadTime() - time;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            wall += Stopwatch.GetElapsedTime(start);
            operations += 2 * together;

            // Every link is idle again, and nobody at work.
            await pair.Workers.ReplicatedAsync().ConfigureAwait(false);
        }

        return new Sample(processor.TotalNanoseconds / operations, allocated / (double)operations)
        {
            Notes = { ["wall ns"] = wall.TotalNanoseconds / operations },
        };
    }
}
