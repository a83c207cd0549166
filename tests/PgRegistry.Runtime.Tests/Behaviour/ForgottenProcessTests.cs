using System.Runtime.CompilerServices;

namespace PgRegistry.Tests.Behaviour;

/// <summary>Processes whose objects nobody refers to, and that were collected: they live on all the same.</summary>
public sealed class ForgottenProcessTests
{
    [Fact]
    public async Task A_process_whose_object_was_collected_lives_holds_its_key_and_ends_with_its_node()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var sessions = node.Open<Sessions>();
        var ended = new TaskCompletionSource();
        var (pid, collected) = SpawnAndForget(node, workers, sessions, ended);
        var deadline = Deadline.Token();
        while (collected.IsAlive)
        {
            deadline.ThrowIfCancellationRequested();
            GC.Collect();
            await Task.Yield();
        }

        Assert.Equal(pid, Assert.Single(workers.Lookup(Nodes.Orders)).Pid);
        using var other = node.Spawn();
        Assert.False(sessions.TryRegister(other, new Sessions.Key("one"), new Sessions.Value("other", 2), out _, out var holder));
        Assert.Equal(pid, holder);
        Assert.False(ended.Task.IsCompleted);

        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        var stopping = node.DisposeAsync();
        var left = await watch.UntilAsync(change => change.Kind == ChangeKind.Left);
        Assert.Equal((pid, LeaveReason.Exited), (left.Pid, left.Reason));
        await stopping;
        await ended.Task.WaitAsync(Deadline.Token());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Pid Pid, WeakReference Process) SpawnAndForget(RegistryNode node, Workers workers, Sessions sessions, TaskCompletionSource ended)
    {
        var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        sessions.Register(process, new Sessions.Key("one"), new Sessions.Value("first", 1));
        process.Ended.UnsafeRegister(static ended => ((TaskCompletionSource)ended!).TrySetResult(), ended);
        return (process.Pid, new WeakReference(process));
    }
}
