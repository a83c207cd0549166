using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>
/// From the call of Register until the consumer of a monitor at a peer goes on, against there and back over bare asynchronous sockets between two
/// processes with as many bytes. One at a time, with the same pause in between. The clock is the machine's, which all its processes share.
/// </summary>
internal static class LatencyRows
{
    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "join-to-monitor",
            Subject = "from a join until the monitor's consumer goes on at a peer over loopback, median",
            Unit = "µs",
            BaselineName = "bare socket, there and back",
            Baseline = RoundTripAsync,
            Measured = JoinAsync,
            Target = 1,
        };
    }

    private static (int WarmUp, int Measured) Count(Effort effort) => effort == Effort.Quick ? (250, 250) : (1000, 1500);

    private static async Task<Sample> JoinAsync(Effort effort, Random random)
    {
        var (warmUp, measured) = Count(effort);
        var keys = Data.Keys(warmUp + measured, random);
        await using var pair = await Pair.StartAsync().ConfigureAwait(false);
        await pair.Peer.AskAsync($"open 0").ConfigureAwait(false);
        await pair.Peer.AskAsync($"watch {keys.Length}").ConfigureAwait(false);
        using var process = pair.Node.Spawn();
        var called = new long[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            Pause();
            called[i] = Stopwatch.GetTimestamp();
            pair.Workers.Register(process, keys[i], new Workers.Value("primary", i));
        }

        var seen = Array.ConvertAll(await pair.Peer.AskAsync($"seen").ConfigureAwait(false), long.Parse);
        return Describe(called.Zip(seen, (from, to) => to - from).Skip(warmUp));
    }

    private static async Task<Sample> RoundTripAsync(Effort effort, Random random)
    {
        var (warmUp, measured) = Count(effort);
        var buffer = new byte[await JoinSize.MeasureAsync().ConfigureAwait(false)];
        await using var peer = new PeerProcess();
        var port = (int)await peer.AskNumberAsync($"echo {buffer.Length}").ConfigureAwait(false);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        var ticks = new List<long>();
        for (var i = 0; i < warmUp + measured; i++)
        {
            Pause();
            var start = Stopwatch.GetTimestamp();
            await Bytes.SendAsync(socket, buffer).ConfigureAwait(false);
            await Bytes.TryReceiveAsync(socket, buffer).ConfigureAwait(false);
            ticks.Add(Stopwatch.GetTimestamp() - start);
        }

        var sample = Describe(ticks.Skip(warmUp));
        sample.Notes["bytes"] = buffer.Length;
        return sample;
    }

    // So long that the one before has arrived, and that nobody spins for the next.
    private static void Pause() => Thread.Sleep(1);

    private static Sample Describe(IEnumerable<long> ticks)
    {
        var sorted = ticks.Select(tick => Stopwatch.GetElapsedTime(0, tick).TotalMicroseconds).Order().ToArray();
        return new Sample(sorted[sorted.Length / 2]) { Notes = { ["90 % µs"] = sorted[sorted.Length * 9 / 10], ["10 %"] = sorted[sorted.Length / 10] } };
    }
}
