using System.Diagnostics;
using System.Runtime.InteropServices;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>
/// What a join and leave cost the thread that does them when 100 nodes have to hear of them: its processor time, since the threads that send share
/// two cores with it and with the peers here. Over TCP; the peers, of a second process, know the writer's node only.
/// </summary>
internal static class ManyPeersRows
{
    private const int Many = 100;
    private const int Operations = 1024;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(2);

    public static IEnumerable<Row> All()
    {
        yield return Row("peers-100", "an operation at 100 peers for the writer: one after the other, 1,024 joins and as many leaves at a time", Operations);
        yield return Row("peers-100-idle", "the same when all links were idle before: a single join and leave at a time", 1);
    }

    private static Row Row(string name, string subject, int together) => new()
    {
        Name = name,
        Subject = subject,
        Unit = "ns",
        BaselineName = "at one peer",
        Baseline = (effort, random) => MeasureAsync(effort, random, 1, together),
        Measured = (effort, random) => MeasureAsync(effort, random, Many, together),
        Target = 2,
    };

    private static async Task<Sample> MeasureAsync(Effort effort, Random random, int peers, int together)
    {
        // With one peer, and so a hundred times as many operations: the peers' work would leave the compiler neither time nor calls.
        await WithPeersAsync(1, random, together, effort.WarmUp, leastRounds: 1).ConfigureAwait(false);
        return await WithPeersAsync(peers, random, together, effort.Measured, effort.ManyPeersRounds).ConfigureAwait(false);
    }

    private static async Task<Sample> WithPeersAsync(int peers, Random random, int together, TimeSpan atLeast, int leastRounds)
    {
        await using var pair = await Pair.StartAsync(peers).ConfigureAwait(false);
        await pair.Peer.AskAsync($"open 0").ConfigureAwait(false);
        Wait.Until(() => pair.Workers.Peers.Count == peers);
        using var process = pair.Node.Spawn();
        var keys = Data.Keys(Operations, random);
        await RunAsync(pair, process, keys, together, atLeast / 2, leastRounds / 2).ConfigureAwait(false);
        return await RunAsync(pair, process, keys, together, atLeast, leastRounds).ConfigureAwait(false);
    }

    /// <summary>
    /// The median of the rounds: now and then the machine is given to others, and that counts as this thread's time. Collections do not count with it, of
    /// which there is one in some forty rounds, on both sides.
    /// </summary>
    private static async Task<Sample> RunAsync(Pair pair, LocalProcess process, Workers.Key[] keys, int together, TimeSpan atLeast, int leastRounds)
    {
        var (processor, wall) = (new List<long>(), new List<long>());
        var begin = Stopwatch.GetTimestamp();
        var allocated = 0L;
        for (var next = 0; Stopwatch.GetElapsedTime(begin) < atLeast || wall.Count < leastRounds; next = (next + together) % keys.Length)
        {
            var start = Stopwatch.GetTimestamp();
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var time = Native.ThreadTime();
            for (var i = next; i < next + together; i++)
            {
                pair.Workers.Register(process, keys[i], new Workers.Value("primary", i)).Dispose();
            }

            processor.Add((Native.ThreadTime() - time).Ticks);
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            wall.Add(Stopwatch.GetElapsedTime(start).Ticks);

            await pair.Workers.ReplicatedAsync().ConfigureAwait(false);
            if (together == 1)
            {
                // Every link is idle, and no thread that sends looks for more: an answer comes back before that.
                Thread.Sleep(Idle);
            }
        }

        return new Sample(PerOperation(Median(processor)), allocated / (2.0 * together * wall.Count))
        {
            Notes = { ["mean ns"] = PerOperation(processor.Average()), ["an operation in the longest round ns"] = PerOperation(processor.Max()), ["wall ns"] = PerOperation(Median(wall)) },
        };

        double PerOperation(double ticks) => ticks * TimeSpan.NanosecondsPerTick / (2.0 * together);

        static double Median(List<long> ticks) => Clock.Median(CollectionsMarshal.AsSpan(ticks));
    }
}
