namespace PgRegistry.Tests.Behaviour;

public sealed class ProcessTests
{
    [Fact]
    public async Task A_spawned_process_lives_on_its_node_until_it_is_disposed_once_or_twice()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        using var other = node.Spawn();
        Assert.Equal(node.Id, process.Pid.Node);
        Assert.NotEqual(other.Pid, process.Pid);
        Assert.True(process.IsAlive);
        Assert.False(process.Ended.IsCancellationRequested);
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, new("mail", 2), Nodes.Load(1));
        workers.Register(other, Nodes.Orders, Nodes.Load(2));

        process.Dispose();
        process.Dispose();

        Assert.False(process.IsAlive);
        Assert.Equal(other.Pid, Assert.Single(workers.Lookup(Nodes.Orders)).Pid);
        Assert.Equal(1, workers.Count);
        Assert.Empty(workers.KeysOf(process.Pid));
        Assert.Equal([Nodes.Orders], workers.Keys());
        await Nodes.EndedAsync(process);
    }

    [Theory]
    [InlineData("completed", false)]
    [InlineData("faulted", false)]
    [InlineData("cancelled", false)]
    [InlineData("completed", true)]
    [InlineData("faulted", true)]
    [InlineData("cancelled", true)]
    public async Task A_process_ends_with_its_task_however_that_ends(string how, bool isBefore)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var lifetime = new TaskCompletionSource();
        LocalProcess process;
        if (isBefore)
        {
            End(lifetime, how);
            process = node.SpawnUntil(lifetime.Task);
        }
        else
        {
            process = node.SpawnUntil(lifetime.Task);
            workers.Register(process, Nodes.Orders, Nodes.Load(1));
            Assert.True(process.IsAlive);
            End(lifetime, how);
        }

        await Nodes.EndedAsync(process);
        Assert.False(process.IsAlive);
        Assert.Equal(0, workers.Count);
        Assert.Throws<ObjectDisposedException>(() => workers.Register(process, Nodes.Orders, Nodes.Load(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_ends_with_its_token(bool isBefore)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var lifetime = new CancellationTokenSource();
        if (isBefore)
        {
            await lifetime.CancelAsync();
        }

        var process = node.SpawnUntil(lifetime.Token);
        Assert.Equal(isBefore, !process.IsAlive);
        if (!isBefore)
        {
            workers.Register(process, Nodes.Orders, Nodes.Load(1));
            await lifetime.CancelAsync();
        }

        Assert.False(process.IsAlive);
        Assert.Equal(0, workers.Count);
        await Nodes.EndedAsync(process);
    }

    [Fact]
    public async Task A_process_that_is_disposed_before_its_token_is_cancelled_stays_ended()
    {
        await using var node = await Nodes.StartAsync();
        using var lifetime = new CancellationTokenSource();
        var process = node.SpawnUntil(lifetime.Token);
        process.Dispose();
        await lifetime.CancelAsync();
        Assert.False(process.IsAlive);
        await Nodes.EndedAsync(process);
    }

    [Fact]
    public async Task Ended_is_cancelled_when_the_entries_are_gone_and_what_its_callbacks_throw_harms_nobody()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        for (var i = 0; i < 3000; i++)
        {
            workers.Register(process, new("orders", i % 7), Nodes.Load(i));
        }

        var seen = new TaskCompletionSource<int>();
        process.Ended.Register(() => seen.TrySetResult(workers.Count));
        process.Ended.Register(() => throw new InvalidOperationException("thrown by a callback"));
        process.Dispose();
        Assert.Equal(0, await seen.Task.WaitAsync(Deadline.Token()));
    }

    [Fact]
    public async Task A_node_that_stops_ends_its_processes_and_spawns_no_more()
    {
        var node = await Nodes.StartAsync();
        var process = node.Spawn();
        var registration = node.Open<Workers>().Register(Nodes.Orders, Nodes.Load(1));
        await node.DisposeAsync();
        Assert.False(process.IsAlive);
        Assert.False(registration.OwnProcess!.IsAlive);
        await Nodes.EndedAsync(process);
        Assert.Throws<ObjectDisposedException>(() => node.Spawn());
        Assert.Throws<ObjectDisposedException>(() => node.SpawnUntil(Task.CompletedTask));
        Assert.Throws<ObjectDisposedException>(() => node.SpawnUntil(CancellationToken.None));
        Assert.Throws<ObjectDisposedException>(() => node.SpawnFor(new object()));
    }

    private static void End(TaskCompletionSource lifetime, string how) => _ = how switch
    {
        "completed" => lifetime.TrySetResult(),
        "faulted" => lifetime.TrySetException(new InvalidOperationException("thrown by the task")),
        _ => lifetime.TrySetCanceled(),
    };
}
