using PgRegistry.Gate;
using static PgRegistry.Scaling.Cost;

namespace PgRegistry.Scaling;

/// <summary>One node with more and more peers.</summary>
internal static class Peers
{
    private const int Together = 1000;
    private const int Received = 200_000;
    private const int FewestRounds = 10;
    private const int Alone = 200;
    private const int AloneBefore = 10;
    private const int Arrivals = 5;

    /// <summary>In every node's view, however many nodes: all views are in the same caches here, as they never are elsewhere.</summary>
    private const int View = 300;
    private const int Arriving = View / 2;

    /// <summary>
    /// What goes to every peer is proportional to their number; what the writer itself does has a part that is not, and what a reader
    /// does has nothing to do with it.
    /// </summary>
    public static readonly Study OfPeers = new("peers", [1, 3, 10, 30, 100], WarmUpSize: 3, MeasureAsync,
    [
        new("peers", "One operation at n peers", "ns of processor time",
        [
            new Curve("join, for the writer, many at a time", "ns", 0.3),
            new Curve("join, for the writer, all links idle", "ns", 1.15),
            new Curve("join, for all nodes, many at a time", "ns", 1.15),
            new Curve("join, for all nodes, all links idle", "ns", 1.15),
            new Curve("lookup of any node's key", "ns", 0.3),
        ],
        "When all links are idle, a join has to wake threads that sleep, however few peers there are, and whoever waits here for the last peer wakes up a thousand times a second. So its cost begins high, *e* is small, and *last* says more."),
        new("wire", "Bytes sent at n peers", "bytes",
        [
            new Curve("a join, many at a time", "B", 1.05),
            new Curve("a join, all links idle", "B", 1.05),
        ]),
        new("arrival", $"A new node at n peers with {Arriving} entries each", "µs of processor time, of all nodes",
        [
            new Curve("from its start until it has everything", "µs", 1.15),
        ],
        "Each of the nodes holds the entries of all, and all nodes are in this process: at 100 peers it has a hundred times as many entries as at 10, which no caches hold, and the collector may go through."),
    ]);

    private static async Task<Dictionary<string, double>> MeasureAsync(int peers)
    {
        var random = new Random(peers);
        await using var mesh = await Mesh.StartAsync(peers, random).ConfigureAwait(false);
        await mesh.FillAsync(View).ConfigureAwait(false);
        var found = new Dictionary<string, double> { ["lookup of any node's key"] = Lookup(mesh.Scopes[^1], mesh.Keys, random) };
        using (var me = mesh.Spawn())
        {
            var keys = Data.Keys(Together, random);
            await JoinTogetherAsync(mesh, me, keys, found).ConfigureAwait(false);
            await JoinAloneAsync(mesh, me, keys, found).ConfigureAwait(false);
        }

        mesh.Until(mesh.Keys.Count);
        await mesh.FillAsync(Arriving * (peers + 1)).ConfigureAwait(false);
        var arrivals = new List<double>();
        for (var i = 0; i < Arrivals; i++)
        {
            arrivals.Add(await mesh.ArriveAsync().ConfigureAwait(false));
        }

        found["from its start until it has everything"] = Interval.Of(arrivals).Median / 1000;
        return found;
    }

    private static double Lookup(Workers scope, List<Workers.Key> keys, Random random)
    {
        var indexes = Data.Indexes(50_000, keys.Count, random);
        return OfThread(() =>
        {
            foreach (var i in indexes)
            {
                Check(scope.Lookup(keys[i]).Count == 1);
            }
        }) / indexes.Length;
    }

    private static async Task JoinTogetherAsync(Mesh mesh, LocalProcess me, Workers.Key[] keys, Dictionary<string, double> found)
    {
        var (writer, nanoseconds, sent) = (0.0, 0.0, 0L);
        var before = mesh.Keys.Count;

        // As many joins arrive at all peers together however many they are, so that the collector has the same share, as far as that makes rounds
        // enough. The first one does not count: all tables grow in it.
        var rounds = Math.Max(FewestRounds, Received / (mesh.Peers * keys.Length));
        for (var round = 0; round <= rounds; round++)
        {
            var bytes = mesh.Network.BytesSent;
            var own = 0.0;
            var all = OfProcess(
                () => own = OfThread(() => Fill.Ours(mesh.Writer, me, keys)),
                () => mesh.HaveAll(before + keys.Length));
            if (round > 0)
            {
                writer += own;
                nanoseconds += all;
                sent += mesh.Network.BytesSent - bytes;
            }

            foreach (var key in keys)
            {
                Check(mesh.Writer.Unregister(me, key));
            }

            mesh.Until(before);
            await mesh.Writer.ReplicatedAsync().ConfigureAwait(false);
        }

        var joins = (double)rounds * keys.Length;
        found["join, for the writer, many at a time"] = writer / joins;
        found["join, for all nodes, many at a time"] = nanoseconds / joins;
        found["a join, many at a time"] = sent / joins;
        await mesh.QuietAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Medians of the times, without the first few: whatever else this process does now and then, such as to compile, takes many times as long as such a join.
    /// </summary>
    private static async Task JoinAloneAsync(Mesh mesh, LocalProcess me, Workers.Key[] keys, Dictionary<string, double> found)
    {
        var (writer, all, sent) = (new List<double>(), new List<double>(), new List<double>());
        var before = mesh.Keys.Count;
        for (var i = 0; i < AloneBefore + Alone; i++)
        {
            // What the one before has left to be told, such as how far it was applied, has gone by then.
            await mesh.Writer.ReplicatedAsync().ConfigureAwait(false);
            Thread.Sleep(2);
            var bytes = mesh.Network.BytesSent;
            all.Add(OfProcess(
                () => writer.Add(OfThread(() => mesh.Writer.Register(me, keys[i], new Workers.Value("primary", i)))),
                () => mesh.HaveAll(before + i + 1)));
            sent.Add(mesh.Network.BytesSent - bytes);
        }

        found["join, for the writer, all links idle"] = Interval.Of(writer.Skip(AloneBefore)).Median;
        found["join, for all nodes, all links idle"] = Interval.Of(all.Skip(AloneBefore)).Median;
        found["a join, all links idle"] = sent.Skip(AloneBefore).Average();
    }
}
