using PgRegistry.Gate;
using PgRegistry.Gate.Peers;
using static PgRegistry.Scaling.Cost;

namespace PgRegistry.Scaling;

/// <summary>One node and more and more peers, in one process: every node is linked to every other, on the in-memory network.</summary>
internal static class Peers
{
    private const int Together = 1000;
    private const int Arrivals = 200_000;
    private const int Alone = 50;

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
        ]),
        new("wire", "Bytes sent at n peers", "bytes",
        [
            new Curve("a join, many at a time", "B", 1.05),
            new Curve("a join, all links idle", "B", 1.05),
        ]),
        new("arrival", $"A new node at n peers with {Arriving} entries each", "µs of processor time, of all nodes",
        [
            new Curve("from its start until it has everything", "µs", 1.15),
        ]),
    ]);

    /// <summary>No heartbeat falls in between.</summary>
    public static RegistryNodeOptions Options(string name, InMemoryNetwork network) =>
        new() { Name = name, Network = network, HeartbeatInterval = TimeSpan.FromMinutes(2), HeartbeatTimeout = TimeSpan.FromMinutes(10) };

    private static async Task<Dictionary<string, double>> MeasureAsync(int peers)
    {
        var random = new Random(peers);
        var network = new InMemoryNetwork();
        var nodes = new List<RegistryNode>();
        var scopes = new List<Workers>();
        var known = new List<Workers.Key>();
        for (var i = 0; i <= peers; i++)
        {
            nodes.Add(await RegistryNode.StartAsync(Options($"node-{i}", network)).ConfigureAwait(false));
            scopes.Add(nodes[i].Open<Workers>());
        }

        var all = 0;
        await FillUpAsync(View / (peers + 1)).ConfigureAwait(false);
        var found = new Dictionary<string, double> { ["lookup of any node's key"] = Lookup(scopes[^1], known, random) };
        using (var me = nodes[0].Spawn())
        {
            var keys = Data.Keys(Together, random);
            await JoinTogetherAsync(me, keys).ConfigureAwait(false);
            await JoinAloneAsync(me, keys).ConfigureAwait(false);
        }

        Until(all);
        await FillUpAsync(Arriving - (all / (peers + 1))).ConfigureAwait(false);
        found["from its start until it has everything"] = await ArriveAsync().ConfigureAwait(false);
        foreach (var node in nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }

        return found;

        async Task FillUpAsync(int each)
        {
            for (var i = 0; i <= peers; i++)
            {
                var own = Data.Keys(each, random, first: 10_000 + known.Count);
                known.AddRange(own);
                Fill.Ours(scopes[i], nodes[i].Spawn(), own);
            }

            all = known.Count;
            Until(all);
            await QuietAsync().ConfigureAwait(false);
        }

        void Until(int count) => Wait.Until(() => scopes.TrueForAll(scope => scope.Count == count && scope.Peers.Count == peers && scope.Peers.All(peer => peer.IsComplete)));

        // Beyond the entries there is more to tell, such as how far they were applied, between all nodes: it is none of what is measured next.
        async Task QuietAsync()
        {
            foreach (var scope in scopes)
            {
                await scope.ReplicatedAsync().ConfigureAwait(false);
            }

            Settle();
            WaitUntilIdle();
        }

        async Task JoinTogetherAsync(LocalProcess me, Workers.Key[] keys)
        {
            var (writer, nanoseconds, sent) = (0.0, 0.0, 0L);

            // As many joins arrive at all peers together however many they are, so that the collector has the same share.
            var rounds = Arrivals / (peers * keys.Length);
            for (var round = 0; round < rounds; round++)
            {
                var bytes = network.BytesSent;
                nanoseconds += await OfProcessAsync(
                    () => writer += OfThread(() => Fill.Ours(scopes[0], me, keys)),
                    () => Done(() => scopes.TrueForAll(scope => scope.Count == all + keys.Length))).ConfigureAwait(false);
                sent += network.BytesSent - bytes;
                scopes[0].UnregisterAllOf(me, keys);
                Until(all);
                await scopes[0].ReplicatedAsync().ConfigureAwait(false);
            }

            var joins = (double)rounds * keys.Length;
            found["join, for the writer, many at a time"] = writer / joins;
            found["join, for all nodes, many at a time"] = nanoseconds / joins;
            found["a join, many at a time"] = sent / joins;
            await QuietAsync().ConfigureAwait(false);
        }

        async Task JoinAloneAsync(LocalProcess me, Workers.Key[] keys)
        {
            var (writer, nanoseconds, sent) = (0.0, 0.0, 0L);
            for (var i = 0; i < Alone; i++)
            {
                // What the one before has left to be told, such as how far it was applied, has gone by then.
                await scopes[0].ReplicatedAsync().ConfigureAwait(false);
                Thread.Sleep(2);
                var key = keys[i];
                var bytes = network.BytesSent;
                nanoseconds += await OfProcessAsync(
                    () => writer += OfThread(() => scopes[0].Register(me, key, new Workers.Value("primary", i))),
                    () => Done(() => scopes.TrueForAll(scope => scope.Count == all + i + 1))).ConfigureAwait(false);
                sent += network.BytesSent - bytes;
            }

            found["join, for the writer, all links idle"] = writer / Alone;
            found["join, for all nodes, all links idle"] = nanoseconds / Alone;
            found["a join, all links idle"] = sent / (double)Alone;
        }

        async Task<double> ArriveAsync()
        {
            var start = ProcessTime();
            var late = await RegistryNode.StartAsync(Options("late", network)).ConfigureAwait(false);
            var scope = late.Open<Workers>();
            Wait.Until(() => scope.Count == all && scope.Peers.Count == peers + 1 && scope.Peers.All(peer => peer.IsComplete));
            var nanoseconds = (ProcessTime() - start).TotalNanoseconds;
            await late.DisposeAsync().ConfigureAwait(false);
            return nanoseconds / 1000;
        }
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

    private static void UnregisterAllOf(this Workers workers, LocalProcess process, Workers.Key[] keys)
    {
        foreach (var key in keys)
        {
            Check(workers.Unregister(process, key));
        }
    }

    private static Task Done(Func<bool> isDone)
    {
        Wait.Until(isDone);
        return Task.CompletedTask;
    }
}
