using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Ten thousand keys, and two thousand resyncs that wait at the same time: two thousand peers that ask for everything, or one that asks two
/// thousand times; nothing was sent to any of them yet. A new entry gets through all the same, for work that is counted in bytes and frames.
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
        await using var node = new RegistryNode(new() { Name = "z", TimeProvider = new ManualTime(), Tuning = new() { SyncChunkBytes = 1024 } });
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
}
