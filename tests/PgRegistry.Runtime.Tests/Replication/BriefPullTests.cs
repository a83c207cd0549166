using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Tests.Replication;

/// <summary>Who goes round all links pulls briefly, and leaves a sync to a thread of its own.</summary>
public sealed class BriefPullTests
{
    [Fact]
    public async Task A_sync_is_left_out_and_a_change_is_not()
    {
        await using var node = new RegistryNode(new() { Name = "b" });
        var scope = node.Open<Places>();
        using var process = node.Spawn();
        scope.Register(process, new(1), new(1));
        var peer = new RawPeer(node, 1);
        peer.Discover(Assert.Single(peer.Discovers()), instance: 5);

        // Also when asked again: nothing of the sync has begun.
        Assert.True(peer.PullOnce(isBrief: true).IsLeft);
        var (brief, isLeft) = peer.PullOnce(isBrief: true);
        Assert.True(isLeft);
        Assert.DoesNotContain("Sync", brief, StringComparison.Ordinal);

        Assert.Contains("SyncBegin SyncChunk SyncEnd", peer.PullOnce(isBrief: false).Kinds, StringComparison.Ordinal);

        scope.Register(process, new(2), new(2));
        Assert.Equal(("Delta", false), peer.PullOnce(isBrief: true));
    }

    [Fact]
    public async Task Goodbye_does_not_overtake_a_sync_that_was_left_out()
    {
        await using var node = new RegistryNode(new() { Name = "b" });
        var scope = node.Open<Places>();
        using var process = node.Spawn();
        scope.Register(process, new(1), new(1));
        var peer = new RawPeer(node, 1);
        peer.Discover(Assert.Single(peer.Discovers()), instance: 5);
        peer.PullOnce(isBrief: true);

        node.Core.BeginLeaving();

        Assert.Equal(("", true), peer.PullOnce(isBrief: true));
        Assert.Contains("SyncEnd", peer.PullOnce(isBrief: false).Kinds, StringComparison.Ordinal);
        Assert.Equal(("Goodbye", false), peer.PullOnce(isBrief: true));
    }
}
