using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Tests.Replication;

/// <summary>Who goes round all links pulls briefly, and leaves a sync to a thread of its own.</summary>
public sealed class BriefPullTests : IDisposable
{
    private readonly RegistryNode _node = new(new() { Name = "b" });
    private readonly Places _scope;
    private readonly LocalProcess _process;
    private readonly RawPeer _peer;

    public BriefPullTests()
    {
        _scope = _node.Open<Places>();
        _process = _node.Spawn();
        _scope.Register(_process, new(1), new(1));
        _peer = new RawPeer(_node, 1);
        _peer.Discover(Assert.Single(_peer.Discovers()), instance: 5);
    }

    public void Dispose() => ((IDisposable)_node).Dispose();

    [Fact]
    public void A_sync_is_left_out_and_a_change_is_not()
    {
        // Also when asked again: nothing of the sync has begun.
        Assert.True(_peer.PullOnce(isBrief: true).IsLeft);
        var (brief, isLeft) = _peer.PullOnce(isBrief: true);
        Assert.True(isLeft);
        Assert.DoesNotContain("Sync", brief, StringComparison.Ordinal);

        Assert.Contains("SyncBegin SyncChunk SyncEnd", _peer.PullOnce(isBrief: false).Kinds, StringComparison.Ordinal);

        _scope.Register(_process, new(2), new(2));
        Assert.Equal(("Delta", false), _peer.PullOnce(isBrief: true));
    }

    [Fact]
    public void Goodbye_does_not_overtake_a_sync_that_was_left_out()
    {
        _peer.PullOnce(isBrief: true);

        _node.Core.BeginLeaving();

        Assert.Equal(("", true), _peer.PullOnce(isBrief: true));
        Assert.Contains("SyncEnd", _peer.PullOnce(isBrief: false).Kinds, StringComparison.Ordinal);
        Assert.Equal(("Goodbye", false), _peer.PullOnce(isBrief: true));
    }
}
