namespace PgRegistry.Tests.Replication;

public sealed class LateTickTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_node_that_was_late_itself_grants_more_time_before_it_gives_its_peers_up()
    {
        await using var node = new RegistryNode(new() { Name = "b", TimeProvider = _time });
        var peer = new RawPeer(node, 1);

        // As after a long collection: nothing of this node ran, so it cannot have heard anything.
        Pass(node, 12 * node.Options.HeartbeatTimeout);
        Assert.Null(peer.ClosedBecause);
        for (var i = 0; i < 7; i++)
        {
            Pass(node, TimeSpan.FromSeconds(0.5));
        }

        Assert.Null(peer.ClosedBecause);
        Assert.Equal([peer.Remote], node.Peers);
        for (var i = 0; i < 4; i++)
        {
            Pass(node, TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal("no heartbeat was echoed for 5 s", peer.ClosedBecause);
    }

    private void Pass(RegistryNode node, TimeSpan time)
    {
        _time.Advance(time);
        node.Core.Tick();
    }
}
