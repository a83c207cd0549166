using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A node starts, or a scope opens, while nobody can be reached: it works on its own, and finds the others when they can.</summary>
public sealed class DisconnectedStartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_node_that_starts_cut_off_works_alone_and_then_with_the_others(int seed)
    {
        await using var cluster = await GroupCluster.StartAsync(seed, 2);
        cluster[0].Register(Nodes.Orders, Nodes.Load(1));
        cluster.Cut(0, 2);
        cluster.Cut(1, 2);
        await cluster.AddAsync();
        using var process = cluster.Node(2).Spawn();
        var changed = cluster[2].Register(process, Nodes.Orders, Nodes.Load(2));
        cluster[2].Register(process, new("mail", 2), Nodes.Load(3)).Dispose();
        changed.Update(Nodes.Load(4));
        cluster.AssertAgreement("cut off");
        Assert.Empty(cluster[2].Peers);
        Assert.Empty(cluster.Node(2).Peers);
        Assert.True(cluster[2].ReplicatedAsync().IsCompletedSuccessfully);
        Assert.Equal(Nodes.Load(4), Assert.Single(cluster[2].Lookup(Nodes.Orders)).Value);

        cluster.Heal(0, 2);
        cluster.AssertAgreement("one is reached");
        Assert.Equal((2, 1, 2), (cluster[0].Count, cluster[1].Count, cluster[2].Count));
        cluster.Heal(1, 2);
        cluster.AssertAgreement("all are reached");
        Assert.Equal((2, 2, 2), (cluster[0].Count, cluster[1].Count, cluster[2].Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_scope_that_is_closed_and_opened_while_cut_off_is_found_as_it_is(int seed)
    {
        await using var cluster = await GroupCluster.StartAsync(seed, 2);
        using var process = cluster.Node(1).Spawn();
        cluster[1].Register(process, Nodes.Orders, Nodes.Load(1));
        cluster.Split([0], [1]);
        await cluster.RestartAsync(1);
        cluster.AssertAgreement("opened again");
        await cluster.RestartAsync(1);
        var now = cluster[1].Register(process, Nodes.Orders, Nodes.Load(2));
        cluster.Heal(0, 1);
        cluster.AssertAgreement("healed");
        var seen = Assert.Single(cluster[0].Entries());
        Assert.Equal((now.Id, Nodes.Load(2)), (seen.Id, seen.Value));
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("linked")]
    public async Task A_scope_that_is_opened_long_after_its_node_started_gets_everything(string when)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            await using var a = await Nodes.StartAsync("a", network, configure: options => options.TimeProvider = new ManualTime());
            await using var b = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = new ManualTime());
            var onA = a.Open<Workers>();
            onA.Register(Nodes.Orders, Nodes.Load(1));
            network.Run();
            onA.Register(Nodes.Orders, Nodes.Load(2)).Dispose();
            if (when == "cut off")
            {
                network.Cut("a", "b");
                network.Run();
            }

            var onB = b.Open<Workers>();
            onB.Register(Nodes.Orders, Nodes.Load(3));
            network.Run();
            network.Restore("a", "b");
            network.Run();
            foreach (var workers in new[] { onA, onB })
            {
                Assert.Equal([1, 3], workers.Lookup(Nodes.Orders).Select(member => member.Value.Load).Order());
                Assert.True(Assert.Single(workers.Peers).IsComplete);
            }
        }
    }
}
