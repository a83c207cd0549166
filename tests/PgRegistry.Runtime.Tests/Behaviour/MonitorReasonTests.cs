namespace PgRegistry.Tests.Behaviour;

public sealed class MonitorReasonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_local_and_a_remote_monitor_hear_why_an_entry_left(int seed)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        network.Run();
        await using var here = new Watch<Workers.Key, Workers.Value>(onA.MonitorScope());
        await using var there = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        using var process = a.Spawn();
        using var other = a.Spawn();
        onA.Register(process, Nodes.Orders, Nodes.Load(1));
        onA.Register(process, Nodes.Orders, Nodes.Load(2)).Dispose();
        onA.Unregister(process, Nodes.Orders);
        onA.Register(other, Nodes.Orders, Nodes.Load(3));
        other.Dispose();
        onA.Register(new("own", 0), Nodes.Load(4)).Dispose();
        network.Run();
        foreach (var watch in new[] { here, there })
        {
            foreach (var (load, reason) in new[]
            {
                (2, LeaveReason.Unregistered), (1, LeaveReason.Unregistered), (3, LeaveReason.Exited), (4, LeaveReason.Unregistered),
            })
            {
                var left = await watch.UntilAsync(change => change.Kind == ChangeKind.Left);
                Assert.Equal((load, reason), (left.Value.Load, left.Reason));
            }
        }
    }

    [Theory]
    [InlineData("cut", LeaveReason.NodeDown)]
    [InlineData("crash", LeaveReason.NodeDown)]
    [InlineData("stop", LeaveReason.NodeLeft)]
    [InlineData("close", LeaveReason.ScopeClosed)]
    public async Task What_leaves_with_its_node_or_scope_says_so_once_for_each_entry(string how, LeaveReason reason)
    {
        var network = new InMemoryNetwork();
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        for (var i = 0; i < 5; i++)
        {
            onA.Register(new("orders", i), Nodes.Load(i));
        }

        using var own = onB.Register(Nodes.Orders, Nodes.Load(-1));
        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        while (watch.View.Count < 6)
        {
            await watch.NextAsync();
        }

        switch (how)
        {
            case "cut":
                network.Cut("a", "b");
                break;
            case "crash":
                network.Crash("a");
                break;
            case "stop":
                await a.DisposeAsync();
                break;
            default:
                await onA.DisposeAsync();
                break;
        }

        for (var i = 0; i < 5; i++)
        {
            var left = await watch.UntilAsync(change => change.Kind != ChangeKind.Synced);
            Assert.Equal((ChangeKind.Left, reason, a.Id), (left.Kind, left.Reason, left.Pid.Node));
        }

        watch.AssertView(onB.Entries());
        Assert.Equal(1, onB.Count);
        if (how == "cut")
        {
            network.Restore("a", "b");
            while (watch.View.Count < 6)
            {
                Assert.NotEqual(ChangeKind.Left, (await watch.NextAsync()).Kind);
            }
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    public async Task Synced_is_told_after_what_the_first_sync_brought(int seed, int entries)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network);
        var onA = a.Open<Workers>();
        for (var i = 0; i < entries; i++)
        {
            onA.Register(Nodes.Orders, Nodes.Load(i));
        }

        await using var b = await Nodes.StartAsync("b", network);
        var onB = b.Open<Workers>();
        await using var scope = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        await using var key = new Watch<Workers.Key, Workers.Value>(onB.Monitor(Nodes.Orders));
        network.Run();
        Assert.Equal([new ScopePeer(a.Id, true)], onB.Peers);
        foreach (var watch in new[] { scope, key })
        {
            var synced = await watch.UntilAsync(change => change.Kind == ChangeKind.Synced);
            Assert.Equal(a.Id, synced.Node);
            Assert.Equal(entries, watch.View.Count);
            Assert.Throws<InvalidOperationException>(() => synced.Entry);
        }

        await onB.DisposeAsync();
        Assert.Empty(await scope.ToEndAsync());
    }
}
