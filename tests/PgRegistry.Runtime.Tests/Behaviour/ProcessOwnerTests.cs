using System.Runtime.CompilerServices;

namespace PgRegistry.Tests.Behaviour;

public sealed class ProcessOwnerTests
{
    private const int LeakedEvent = 9;

    [Fact]
    public async Task A_process_whose_owner_was_collected_ends_and_is_logged_as_a_leak_but_not_one_that_was_disposed_before()
    {
        using var logs = new Logs();
        await using var node = await Nodes.StartAsync(logs: logs);
        var workers = node.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.Monitor(Nodes.Orders));
        var leaked = SpawnForGarbage(node, workers);

        var logged = logs.FirstAsync(LeakedEvent);
        var deadline = Deadline.Token();
        while (!logged.IsCompleted)
        {
            deadline.ThrowIfCancellationRequested();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Contains(leaked.ToString(), await logged, StringComparison.Ordinal);
        var left = await watch.UntilAsync(change => change.Kind == ChangeKind.Left && change.Pid == leaked);
        Assert.Equal(LeaveReason.Exited, left.Reason);
        Assert.Single(logs.Of(LeakedEvent));
        Assert.Equal(0, workers.Count);
    }

    [Fact]
    public async Task A_process_lives_while_its_owner_lives()
    {
        using var logs = new Logs();
        await using var node = await Nodes.StartAsync(logs: logs);
        var owner = new object();
        var process = node.SpawnFor(owner);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(process.IsAlive);
        Assert.Empty(logs.Of(LeakedEvent));
        GC.KeepAlive(owner);
    }

    [Fact]
    public async Task Losing_the_variable_ends_neither_a_process_nor_a_registration()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var pids = SpawnAndForget(node, workers);
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(pids.ToHashSet(), workers.Lookup(Nodes.Orders).Select(member => member.Pid).ToHashSet());
    }

    [Fact]
    public async Task A_process_keeps_no_inbox_that_was_disposed()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var inbox = OpenAndDispose(workers, process);
        var deadline = Deadline.Token();
        while (inbox.IsAlive)
        {
            deadline.ThrowIfCancellationRequested();
            GC.Collect();
            await Task.Yield();
        }

        Assert.True(process.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference OpenAndDispose(Workers workers, LocalProcess process)
    {
        var inbox = workers.OpenInbox(process);
        inbox.Dispose();
        return new WeakReference(inbox);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pid SpawnForGarbage(RegistryNode node, Workers workers)
    {
        var owner = new object();
        var disposed = node.SpawnFor(owner);
        var leaked = node.SpawnFor(owner);
        workers.Register(disposed, Nodes.Orders, Nodes.Load(1));
        workers.Register(leaked, Nodes.Orders, Nodes.Load(2));
        disposed.Dispose();
        return leaked.Pid;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pid[] SpawnAndForget(RegistryNode node, Workers workers)
    {
        var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        return [process.Pid, workers.Register(Nodes.Orders, Nodes.Load(2)).Pid];
    }
}
