using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A scope that is open on some nodes only: the others take no part, keep nobody waiting, and can come and go.</summary>
public sealed class MissingScopeTests
{
    private const int PeerDown = 4;
    private const int OutOfSequence = 7;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_node_without_the_scope_is_no_peer_and_is_not_waited_for(int seed)
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        var nodes = new List<RegistryNode>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            nodes.Add(await Nodes.StartAsync(name, network, logs, options => options.TimeProvider = new ManualTime()));
        }

        var (a, b, c) = (nodes[0], nodes[1], nodes[2]);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        var otherOnB = b.Open<Sessions>();
        var otherOnC = c.Open<Sessions>();
        network.Run();
        Assert.Equal([b.Id], onA.Peers.Select(peer => peer.Node));
        Assert.Equal(2, a.Peers.Count);
        using var process = c.Spawn();
        otherOnC.Register(process, new("ann"), new("phone", 1));
        using var mine = onA.Register(Nodes.Orders, Nodes.Load(1));
        var replicated = onA.ReplicatedAsync(Deadline.Token());
        network.Run();
        await replicated.WaitAsync(Deadline.Token());
        Assert.Equal((1, 1), (onB.Count, otherOnB.Count));
        Assert.False(onA.Send(process.Pid, new Workers.Message("x")));

        // It opens the scope, closes it, and opens it again, in the midst of everything.
        for (var round = 0; round < 3; round++)
        {
            var onC = c.Open<Workers>();
            onC.Register(process, Nodes.Orders, Nodes.Load(10 + round));
            for (var i = 0; i < (seed * 3) + (round * 5) && network.Step(); i++)
            {
            }

            mine.Update(Nodes.Load(100 + round));
            if (round == 2)
            {
                network.Run();
                Assert.Equal(2, onC.CountOf(Nodes.Orders));
                Assert.All(new[] { onA, onB }, workers => Assert.Equal([Nodes.Load(12)], workers.Values(process.Pid, Nodes.Orders)));
            }

            await onC.DisposeAsync();
        }

        network.Run();
        foreach (var workers in new[] { onA, onB })
        {
            Assert.Equal((mine.Pid, Nodes.Load(102)), Assert.Single(workers.Lookup(Nodes.Orders)) is var member ? (member.Pid, member.Value) : default);
            Assert.Single(workers.Peers);
        }

        Assert.Equal(1, otherOnB.Count);
        Assert.Empty(logs.Of(OutOfSequence));
        Assert.Empty(logs.Of(PeerDown));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_scope_that_was_closed_is_gone_also_when_the_news_is_lost_with_its_link()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            await using var cluster = await GroupCluster.StartAsync(seed, 2);
            cluster[0].Register(Nodes.Orders, Nodes.Load(1));
            cluster.AssertAgreement();
            using var onB = cluster[1].MonitorScope();
            cluster.Network.Pause("a", "b");
            await cluster[0].DisposeAsync();
            cluster.Network.Run();
            Assert.Equal(1, cluster[1].Count);
            cluster.Network.Replace("a", "b");
            cluster.Network.Run();
            Assert.Equal(0, cluster[1].Count);
            Assert.Empty(cluster[1].Keys());
            Assert.Empty(cluster[1].Peers);
            Assert.Equal([cluster.Node(0).Id], cluster.Node(1).Peers);
            Assert.Equal(LeaveReason.ScopeClosed, Assert.Single(onB.ReadAvailable()).Reason);
        }
    }

    [Fact]
    public async Task Whoever_lacks_the_scope_between_two_others_does_not_hide_them()
    {
        // a and c are not linked; b, which is linked to both, does not have the scope: nothing goes through it, with or without.
        await using var cluster = await GroupCluster.StartAsync(1, 3);
        cluster.Split([0], [2]);
        cluster[0].Register(Nodes.Orders, Nodes.Load(1));
        cluster[2].Register(Nodes.Orders, Nodes.Load(2));
        cluster.AssertAgreement("b between");
        Assert.Equal((1, 2, 1), (cluster[0].Count, cluster[1].Count, cluster[2].Count));
        await cluster[1].DisposeAsync();
        cluster.Network.Run();
        Assert.Equal((1, 0, 1), (cluster[0].Count, cluster[1].Count, cluster[2].Count));
        Assert.Empty(cluster[0].Peers);
        cluster.Heal(0, 2);
        cluster.Network.Run();
        Assert.Equal((2, 0, 2), (cluster[0].Count, cluster[1].Count, cluster[2].Count));
    }
}
