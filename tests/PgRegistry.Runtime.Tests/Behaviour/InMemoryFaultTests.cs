namespace PgRegistry.Tests.Behaviour;

/// <summary>What goes wrong on an in-memory network looks as it does over TCP.</summary>
public sealed class InMemoryFaultTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public async Task Loss_in_one_direction_is_loss_after_the_time_out(string from, string to)
    {
        var time = new ManualTime();
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: options => options.TimeProvider = time);
        await using var b = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = time);
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        onA.Register(Nodes.Orders, Nodes.Load(1));
        onB.Register(Nodes.Orders, Nodes.Load(2));
        network.Run();
        Assert.Equal((2, 2), (onA.Count, onB.Count));

        network.Block(from, to);
        Pass(4);
        Assert.Equal((2, 2), (onA.Count, onB.Count));
        Pass(4);
        Assert.Equal((1, 1), (onA.Count, onB.Count));
        Assert.Empty(a.Peers);
        Assert.Empty(b.Peers);

        network.Restore(to, from);
        network.Run();
        Assert.Equal((2, 2), (onA.Count, onB.Count));

        void Pass(int seconds)
        {
            for (var i = 0; i < seconds; i++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                network.Run();
            }
        }
    }

    [Fact]
    public async Task What_was_blocked_for_a_short_time_arrives()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        network.Run();
        using var watch = onB.MonitorScope();

        network.Block("a", "b");
        onA.Register(Nodes.Orders, Nodes.Load(1));
        network.Run();
        Assert.Empty(onB.Lookup(Nodes.Orders));
        network.Restore("a", "b");
        network.Run();

        Assert.Single(onB.Lookup(Nodes.Orders));
        Assert.Equal(ChangeKind.Joined, Assert.Single(watch.ReadAvailable()).Kind);
    }

    [Fact]
    public async Task Nodes_of_another_cluster_or_cookie_are_refused_and_both_sides_say_why_once()
    {
        using var logs = new Logs();
        var time = new ManualTime();
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, logs, options => (options.Cookie, options.TimeProvider) = ("one", time));
        await using var b = await Nodes.StartAsync("b", network, logs, options => (options.Cookie, options.TimeProvider) = ("two", time));
        await using var c = await Nodes.StartAsync("c", network, logs, options => (options.Cluster, options.Cookie, options.TimeProvider) = ("other", "one", time));
        network.Run();
        for (var i = 0; i < 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            network.Run();
        }

        Assert.Empty(a.Peers.Concat(b.Peers).Concat(c.Peers));

        // For each pair, each side, and each direction of dialling.
        Assert.Equal((6, 6), (logs.Of(1010).Count, logs.Of(1011).Count));
        string[] said = [.. logs.Of(1010), .. logs.Of(1011)];
        Assert.Equal(4, said.Count(line => line.Contains("have different cookies", StringComparison.Ordinal)));
        Assert.Equal(8, said.Count(line => line.Contains("another cluster", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_claims_a_name_in_use_is_refused_until_its_holder_has_gone()
    {
        using var logs = new Logs();
        var time = new ManualTime();
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, logs, options => options.TimeProvider = time);
        var first = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = time);
        network.Run();
        await using var second = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = time);
        network.Run();

        // The holder of the name echoes with its next heartbeat, and so proves that it lives.
        time.Advance(TimeSpan.FromSeconds(1));
        network.Run();
        Assert.Equal([first.Id], a.Peers);
        Assert.Single(logs.Of(8));

        await first.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        network.Run();

        Assert.Equal([second.Id], a.Peers);
    }
}
