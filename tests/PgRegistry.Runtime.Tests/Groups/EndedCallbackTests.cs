using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Callbacks around the end of processes that misbehave: the processes end all the same, and nobody waits for the callbacks.</summary>
public sealed class EndedCallbackTests
{
    [Fact]
    public async Task One_that_blocks_holds_up_neither_who_ends_the_process_nor_anything_else()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var release = new ManualResetEventSlim();
        using var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        var isBlocked = new TaskCompletionSource();
        var isDone = new TaskCompletionSource();
        process.Ended.Register(() =>
        {
            isBlocked.SetResult();
            release.Wait(Deadline.Token());
            isDone.SetResult();
        });
        process.Dispose();
        await isBlocked.Task.WaitAsync(Deadline.Token());
        Assert.Equal(0, workers.Count);
        Assert.True(process.Ended.IsCancellationRequested);
        process.Dispose();
        using (var other = node.Spawn())
        {
            workers.Register(other, Nodes.Orders, Nodes.Load(2));
            Assert.Equal(other.Pid, Assert.Single(workers.Lookup(Nodes.Orders)).Pid);
        }

        Assert.False(isDone.Task.IsCompleted);
        release.Set();
        await isDone.Task.WaitAsync(Deadline.Token());
    }

    [Fact]
    public async Task Those_that_end_other_processes_and_one_another_end_all_of_them_once()
    {
        const int Count = 200;
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        var processes = Enumerable.Range(0, Count).Select(_ => node.Spawn()).ToList();
        for (var i = 0; i < Count; i++)
        {
            // In a ring, both ways, and one that throws and one that uses what has ended in between.
            var (me, next, before) = (processes[i], processes[(i + 1) % Count], processes[(i + Count - 1) % Count]);
            workers.Register(me, Nodes.Orders, Nodes.Load(i));
            me.Ended.Register(() => next.Dispose());
            me.Ended.Register(() => throw new InvalidOperationException("thrown by a callback"));
            me.Ended.Register(() => workers.Register(me, Nodes.Orders, Nodes.Load(-1)));
            me.Ended.Register(() => before.Dispose());
            me.Ended.Register(() => me.Dispose());
        }

        processes[0].Dispose();
        var left = new HashSet<Pid>();
        while (left.Count < Count)
        {
            var change = await watch.UntilAsync(change => change.Kind == ChangeKind.Left);
            Assert.Equal(LeaveReason.Exited, change.Reason);
            Assert.True(left.Add(change.Pid));
        }

        Assert.Equal(0, workers.Count);
        Assert.All(processes, process => Assert.False(process.IsAlive));
    }

    [Fact]
    public async Task A_process_lives_as_long_as_another_whatever_that_ones_callbacks_do()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        using var parent = node.Spawn();
        parent.Ended.Register(() => throw new InvalidOperationException("registered before"));
        var child = node.SpawnUntil(parent.Ended);
        parent.Ended.Register(() => throw new InvalidOperationException("registered behind"));
        var grandchild = node.SpawnUntil(child.Ended);
        workers.Register(child, Nodes.Orders, Nodes.Load(1));
        workers.Register(grandchild, Nodes.Orders, Nodes.Load(2));
        parent.Dispose();
        Assert.Equal(child.Pid, (await watch.UntilAsync(change => change.Kind == ChangeKind.Left)).Pid);
        Assert.Equal(grandchild.Pid, (await watch.UntilAsync(change => change.Kind == ChangeKind.Left)).Pid);
        Assert.False(node.SpawnUntil(parent.Ended).IsAlive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_ends_with_its_token_though_other_callbacks_of_that_throw(bool isAsync)
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        using var lifetime = new CancellationTokenSource();
        lifetime.Token.Register(() => throw new InvalidOperationException("registered before"));
        var process = cluster.Node(0).SpawnUntil(lifetime.Token);
        lifetime.Token.Register(() => throw new InvalidOperationException("registered behind"));
        lifetime.Token.Register(() => process.Dispose());
        var second = cluster.Node(0).SpawnUntil(lifetime.Token);
        var mine = cluster[0].Register(process, Nodes.Orders, Nodes.Load(1));
        var other = cluster[0].Register(second, Nodes.Orders, Nodes.Load(2));
        cluster.AssertAgreement();
        using var there = cluster[1].MonitorScope();
        var thrown = isAsync ? await Assert.ThrowsAsync<AggregateException>(lifetime.CancelAsync) : Assert.Throws<AggregateException>(lifetime.Cancel);
        Assert.Equal(2, thrown.InnerExceptions.Count);
        Assert.False(process.IsAlive);
        Assert.False(second.IsAlive);
        Assert.Equal(0, cluster[0].Count);
        cluster.AssertAgreement("ended");
        Assert.Equal(
            new[] { mine.Id, other.Id }.ToHashSet(),
            there.ReadAvailable().Select(change => change.Reason == LeaveReason.Exited ? change.Entry.Id : default).ToHashSet());
    }
}
