namespace PgRegistry.Tests.Behaviour;

/// <summary>That a peer is complete is told to who falls behind, too: a snapshot does not say so.</summary>
public sealed class MonitorMarkerTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(7, false)]
    [InlineData(7, true)]
    public async Task Synced_survives_an_overflow(int capacity, bool isOfKey)
    {
        var network = InMemoryNetwork.StepByStep(capacity);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onB = b.Open<Workers>();
        var options = new MonitorOptions { Capacity = capacity };
        await using var watch = new Watch<Workers.Key, Workers.Value>(isOfKey ? onB.Monitor(Nodes.Orders, options) : onB.MonitorScope(options));
        var peers = new List<RegistryNode>();
        for (var i = 0; i < 3; i++)
        {
            var peer = await Nodes.StartAsync($"p{i}", network, configure: Nodes.WithoutTime);
            peers.Add(peer);
            var onPeer = peer.Open<Workers>();

            // The first has nothing, so that it is told of before the overflow, and the others after it.
            for (var j = 0; j < 10 * i; j++)
            {
                onPeer.Register(Nodes.Orders, Nodes.Load(j));
            }

            network.Run();
        }

        var resynced = await watch.NextAsync();
        Assert.Equal((ChangeKind.Resynced, 30), (resynced.Kind, resynced.Snapshot.Count));
        var synced = new List<NodeId>();
        for (var i = 0; i < 3; i++)
        {
            synced.Add((await watch.NextAsync()).Node);
        }

        Assert.Equal(peers.Select(peer => peer.Id), synced);

        // Each is told once, and then changes follow.
        using var after = onB.Register(Nodes.Orders, Nodes.Load(-1));
        Assert.Equal(after.Id, (await watch.NextAsync()).Entry.Id);
        watch.AssertView(onB.Entries());
        foreach (var peer in peers)
        {
            await peer.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_was_complete_again_meanwhile_is_told_of_once_by_the_incarnation_that_is()
    {
        var network = InMemoryNetwork.StepByStep(3);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onB = b.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope(new MonitorOptions { Capacity = 1 }));
        onB.Register(Nodes.Orders, Nodes.Load(1));
        onB.Register(Nodes.Orders, Nodes.Load(2));
        NodeId? last = null;
        for (var i = 0; i < 5; i++)
        {
            var peer = await Nodes.StartAsync("p", network, configure: Nodes.WithoutTime);
            peer.Open<Workers>();
            network.Run();
            last = peer.Id;
            Assert.Equal([last], b.Peers);
            await peer.DisposeAsync();
            network.Run();
        }

        Assert.Equal(ChangeKind.Resynced, (await watch.NextAsync()).Kind);
        Assert.Equal(last, (await watch.NextAsync()).Node);
        using var after = onB.Register(Nodes.Orders, Nodes.Load(3));
        Assert.Equal(after.Id, (await watch.NextAsync()).Entry.Id);
    }
}
