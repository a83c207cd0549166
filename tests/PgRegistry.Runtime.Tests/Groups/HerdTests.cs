using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;
using PgRegistry.Tests.Behaviour;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Ten thousand keys, and two thousand resyncs that wait at the same time: two thousand peers that ask for everything, one that asks two
/// thousand times, two thousand links that replace each other, two thousand openings of the scope. A new entry gets through all the same,
/// for work that is counted in bytes, frames and steps.
/// </summary>
public sealed class HerdTests
{
    private const int Keys = 10_000;
    private const int Resyncs = 2_000;

    [Fact]
    public async Task Thousands_of_peers_that_ask_for_everything_keep_nobody_from_joining_and_nobody_from_hearing_of_it()
    {
        await using var node = new RegistryNode(new() { Name = "z", TimeProvider = new ManualTime() });
        var scope = Fill(node);
        var witness = new HerdPeer(node, scope, "witness");
        witness.Ask();
        witness.Pull();
        var everything = witness.Bytes;
        Assert.Equal(1, witness.Frames[FrameKind.SyncEnd]);
        var herd = Enumerable.Range(0, Resyncs).Select(i => new HerdPeer(node, scope, $"peer-{i}")).ToList();
        herd.ForEach(peer => peer.Ask());
        Assert.Equal(Resyncs + 1, scope.Peers.Count);

        // Who joins, and who is up to date, pays nothing for those who wait. The first join makes room in the log.
        using var process = node.Spawn();
        scope.Register(process, new Places.Key(Keys + 1), new Places.Value(1)).Dispose();
        witness.Pull();
        witness.Forget();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        scope.Register(process, new Places.Key(Keys), new Places.Value(1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 20_000);
        Assert.True(witness.Pull());
        Assert.Equal((1, 1), (witness.Frames[FrameKind.Delta], witness.Frames.Count));
        Assert.InRange(witness.Bytes, 1, 100);

        // Each of those who wait is sent everything once, the new entry in it.
        foreach (var peer in herd.Take(20))
        {
            peer.Forget();
            peer.Pull();
            Assert.Equal((1, 1), (peer.Frames[FrameKind.SyncBegin], peer.Frames[FrameKind.SyncEnd]));
            Assert.InRange(peer.Bytes, everything - 1000, everything + 1000);
        }
    }

    [Fact]
    public async Task A_peer_that_asks_thousands_of_times_is_sent_everything_once()
    {
        await using var node = new RegistryNode(new() { Name = "z", TimeProvider = new ManualTime() });
        var scope = Fill(node);
        var peer = new HerdPeer(node, scope, "peer");
        peer.Ask();
        peer.Pull();
        var everything = peer.Bytes;
        peer.Forget();
        for (var i = 0; i < Resyncs; i++)
        {
            peer.Ask();
        }

        // In the midst of the first answer it asks again.
        using var one = scope.Register(new Places.Key(Keys), new Places.Value(1));
        peer.Pull(times: 1);
        for (var i = 0; i < Resyncs; i++)
        {
            peer.Ask();
        }

        peer.Pull();
        Assert.Equal((2, 1), (peer.Frames[FrameKind.SyncBegin], peer.Frames[FrameKind.SyncEnd]));
        Assert.InRange(peer.Bytes, everything - 1000, (2 * everything) + 1000);
        Assert.False(peer.Pull());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Thousands_of_links_that_replace_each_other_cost_a_few_steps_each(bool isSyncNeeded)
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2, options => options.LogBytes = 64 << 10);
        using var process = cluster.Node(0).Spawn();
        Register(cluster[0], process);
        cluster.AssertAgreement();
        using var watch = cluster[1].MonitorScope();
        cluster.Network.Pause("a", "b");
        if (isSyncNeeded)
        {
            // More than the log keeps: every link that comes up has to bring everything.
            var changes = cluster[0].Register(process, new("changes", 0), Nodes.Load(0));
            for (var i = 1; i <= 5; i++)
            {
                changes.Update(new(new string('x', 20_000), i));
            }

            cluster.Network.Run();
        }

        for (var i = 0; i < Resyncs; i++)
        {
            cluster.Network.Replace("a", "b");
        }

        cluster[0].Register(process, new("joined", 0), Nodes.Load(1));
        var steps = cluster.Network.Run();
        Assert.InRange(steps, Resyncs, 20 * Resyncs);
        Assert.Equal(1, cluster[1].CountOf(new("joined", 0)));

        // Of what did not change nothing was told, and of what did what it is now.
        var told = watch.ReadAvailable();
        Assert.Equal(isSyncNeeded, told.Exists(change => change.Kind == ChangeKind.Synced));
        Assert.Equal(
            isSyncNeeded ? ["Joined changes 5", "Joined joined 1"] : ["Joined joined 1"],
            told.Where(change => change.Kind != ChangeKind.Synced).Select(change => $"{change.Kind} {change.Key.Queue} {change.Value.Load}"));
        cluster.AssertAgreement("at rest");
    }

    [Fact]
    public async Task Thousands_of_openings_of_a_scope_are_answered_with_one_sync()
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        using var process = cluster.Node(0).Spawn();
        Register(cluster[0], process);
        cluster.AssertAgreement();
        await cluster.RestartAsync(1);
        var stepsForOne = cluster.Network.Run();
        Assert.Equal(Keys, cluster[1].Count);
        for (var i = 0; i < Resyncs; i++)
        {
            await cluster.RestartAsync(1);
        }

        cluster[0].Register(process, new("joined", 0), Nodes.Load(1));
        Assert.InRange(cluster.Network.Run(), 1, stepsForOne + 20);
        Assert.Equal(1, cluster[1].CountOf(new("joined", 0)));
        cluster.AssertAgreement("at rest");
        Assert.Equal(Keys + 1, cluster[1].Count);
    }

    private static Scope<Places.Key, Places.Value> Fill(RegistryNode node)
    {
        var scope = node.Open<Places>().Scope;
        var process = node.Spawn();
        for (var i = 0; i < Keys; i++)
        {
            scope.Register(process, new Places.Key(i), new Places.Value(i));
        }

        return scope;
    }

    private static void Register(Workers workers, LocalProcess process)
    {
        for (var i = 0; i < Keys; i++)
        {
            workers.Register(process, new("group", i), Nodes.Load(i));
        }
    }
}
