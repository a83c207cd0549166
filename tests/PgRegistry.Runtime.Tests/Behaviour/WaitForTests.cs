namespace PgRegistry.Tests.Behaviour;

public sealed class WaitForTests
{
    [Fact]
    public async Task Who_is_there_already_is_returned_at_once()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        using var other = workers.Register(Nodes.Orders, Nodes.Load(2));
        var waiting = workers.WaitForAsync(Nodes.Orders);
        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.Equal([one.Pid, other.Pid], (await waiting).Select(member => member.Pid));
    }

    [Fact]
    public async Task Who_comes_later_is_waited_for_and_others_are_not_who_is_meant()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var waiting = workers.WaitForAsync(Nodes.Orders);
        using var other = workers.Register(new("orders", 2), Nodes.Load(1));
        Assert.False(waiting.IsCompleted);
        using var one = workers.Register(Nodes.Orders, Nodes.Load(2));
        Assert.Equal(one.Pid, Assert.Single(await waiting.WaitAsync(Deadline.Token())).Pid);
    }

    [Fact]
    public async Task Somebody_on_another_node_is_waited_for()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        network.Run();
        var live = onB.WaitForAsync(Nodes.Orders);
        using var one = onA.Register(Nodes.Orders, Nodes.Load(1));
        Assert.False(live.IsCompleted);
        network.Run();
        Assert.Equal(one.Pid, Assert.Single(await live.WaitAsync(Deadline.Token())).Pid);

        // The other way in: a sync.
        network.Cut("a", "b");
        network.Run();
        var healed = onB.WaitForAsync(Nodes.Orders);
        Assert.False(healed.IsCompleted);
        network.Restore("a", "b");
        network.Run();
        Assert.Equal(one.Pid, Assert.Single(await healed.WaitAsync(Deadline.Token())).Pid);
    }

    [Fact]
    public async Task Who_has_cancelled_does_not_wait()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var cancelling = new CancellationTokenSource();
        var waiting = workers.WaitForAsync(Nodes.Orders, cancelling.Token);
        var patient = workers.WaitForAsync(Nodes.Orders);
        await cancelling.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Deadline.Token()));
        Assert.Equal(cancelling.Token, error.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workers.WaitForAsync(Nodes.Orders, cancelling.Token).WaitAsync(Deadline.Token()));
        Assert.False(patient.IsCompleted);
        using var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        Assert.Single(await patient.WaitAsync(Deadline.Token()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workers.WaitForAsync(Nodes.Orders, cancelling.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_waits_is_told_when_the_scope_closes(bool isNode)
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var waiting = workers.WaitForAsync(Nodes.Orders);
        await (isNode ? node.DisposeAsync() : workers.DisposeAsync());
        var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Deadline.Token()));
        Assert.Contains("\"Workers\"", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => workers.WaitForAsync(Nodes.Orders));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Everybody_who_waits_is_woken()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var waiting = Enumerable.Range(0, 100).Select(i => workers.WaitForAsync(new("orders", i % 10))).ToList();
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        var pids = new List<Pid>();
        for (var i = 0; i < 10; i++)
        {
            pids.Add(workers.Register(new("orders", i), Nodes.Load(i)).Pid);
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(pids[i % 10], Assert.Single(await waiting[i].WaitAsync(Deadline.Token())).Pid);
        }
    }

    [Fact]
    public async Task Under_a_key_where_somebody_comes_and_goes_nobody_is_returned_who_is_not_there()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        for (var round = 0; round < 20; round++)
        {
            var waiting = Enumerable.Range(0, 10).Select(_ => workers.WaitForAsync(Nodes.Orders)).ToList();
            for (var i = 0; i < 200; i++)
            {
                workers.Register(process, Nodes.Orders, Nodes.Load(i));
                workers.Unregister(process, Nodes.Orders);
            }

            // Whoever missed all of these is still waiting.
            var last = workers.Register(process, Nodes.Orders, Nodes.Load(-1));
            foreach (var one in waiting)
            {
                Assert.Equal(process.Pid, Assert.Single(await one.WaitAsync(Deadline.Token())).Pid);
            }

            last.Dispose();
        }
    }

    [Fact]
    public async Task Nobody_waits_under_no_key()
    {
        await using var node = await Nodes.StartAsync();
        await Assert.ThrowsAsync<ArgumentNullException>(() => node.Open<Names>().WaitForAsync((Names.Key)null!));
    }
}
