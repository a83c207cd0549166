namespace PgRegistry.Tests.Behaviour;

public sealed class MonitorEndTests
{
    [Fact]
    public async Task A_monitor_completes_when_its_scope_closes_after_what_came_before()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var scope = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        await using var key = new Watch<Workers.Key, Workers.Value>(workers.Monitor(Nodes.Orders));
        var waiting = key.ToEndAsync();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        await workers.DisposeAsync();
        Assert.Equal(ChangeKind.Joined, Assert.Single(await scope.ToEndAsync()).Kind);
        Assert.Equal(ChangeKind.Joined, Assert.Single(await waiting.WaitAsync(Deadline.Token())).Kind);
    }

    [Fact]
    public async Task A_monitor_completes_when_its_node_stops_with_the_end_of_its_processes()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        await node.DisposeAsync();
        Assert.Equal(LeaveReason.Exited, Assert.Single(await watch.ToEndAsync()).Reason);
    }

    [Fact]
    public async Task A_monitor_that_is_disposed_in_its_loop_delivers_nothing_more()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var monitor = workers.MonitorScope();
        for (var i = 0; i < 5; i++)
        {
            workers.Register(Nodes.Orders, Nodes.Load(i));
        }

        var seen = 0;
        await foreach (var change in monitor.WithCancellation(Deadline.Token()))
        {
            seen++;
            if (change.Value.Load == 2)
            {
                await monitor.DisposeAsync();
                await monitor.DisposeAsync();
            }
        }

        Assert.Equal(3, seen);
        workers.Register(Nodes.Orders, Nodes.Load(9));
    }

    [Fact]
    public async Task A_monitor_that_is_disposed_while_somebody_waits_completes()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var monitor = workers.MonitorScope();
        var waiting = new Watch<Workers.Key, Workers.Value>(monitor).ToEndAsync();
        monitor.Dispose();
        Assert.Empty(await waiting.WaitAsync(Deadline.Token()));

        var unread = workers.MonitorScope();
        unread.Dispose();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        Assert.Empty(await new Watch<Workers.Key, Workers.Value>(unread).ToEndAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_the_loop_and_not_the_monitor(bool isBefore)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var monitor = workers.MonitorScope();
        using var cancellation = new CancellationTokenSource();
        if (isBefore)
        {
            workers.Register(Nodes.Orders, Nodes.Load(1));
            await cancellation.CancelAsync();
        }

        await using var changes = monitor.GetAsyncEnumerator(cancellation.Token);
        var next = changes.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Deadline.Token()));
        Assert.Throws<InvalidOperationException>(() => monitor.GetAsyncEnumerator());
    }

    [Fact]
    public async Task A_second_enumerator_is_refused_with_advice()
    {
        await using var node = await Nodes.StartAsync();
        await using var monitor = node.Open<Workers>().MonitorScope();
        _ = monitor.GetAsyncEnumerator();
        var refused = Assert.Throws<InvalidOperationException>(() => monitor.GetAsyncEnumerator());
        Assert.Contains("another monitor", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_monitors_hear_of_everything_each_and_one_that_ends_harms_none()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var watches = Enumerable.Range(0, 6)
            .Select(i => new Watch<Workers.Key, Workers.Value>(i % 2 == 0 ? workers.MonitorScope() : workers.Monitor(Nodes.Orders))).ToList();
        for (var i = 0; i < watches.Count; i++)
        {
            using var one = workers.Register(Nodes.Orders, Nodes.Load(i));
            foreach (var watch in watches.Skip(i))
            {
                Assert.Equal((ChangeKind.Joined, one.Pid), await watch.NextAsync() is var change ? (change.Kind, change.Pid) : default);
            }

            one.Dispose();
            foreach (var watch in watches.Skip(i))
            {
                Assert.Equal(LeaveReason.Unregistered, (await watch.NextAsync()).Reason);
            }

            await watches[i].DisposeAsync();
        }
    }
}
