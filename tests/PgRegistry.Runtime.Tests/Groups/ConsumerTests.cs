using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Consumers of monitors that misbehave harm no writer, no other monitor, and no peer.</summary>
public sealed class ConsumerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_blocks_keeps_nobody_waiting_and_is_told_in_the_end(bool canBeCancelled)
    {
        await using var cluster = await WatchedPair.StartAsync();
        using var release = new ManualResetEventSlim();
        var isBlocked = new TaskCompletionSource();
        var seen = new List<Change<Workers.Key, Workers.Value>>();
        var blocking = cluster.OnA.MonitorScope(new MonitorOptions { Capacity = 10 });
        async Task ConsumeAsync()
        {
            await foreach (var change in blocking.WithCancellation(canBeCancelled ? Deadline.Token() : CancellationToken.None))
            {
                seen.Add(change);
                isBlocked.TrySetResult();
                release.Wait(Deadline.Token());
            }
        }

        // When this returns the loop waits for a change, and whoever makes one must not be the one to resume it.
        var loop = Task.CompletedTask;
        await Task.Run(() => { loop = ConsumeAsync(); });
        await cluster.AssertUnharmedAsync();
        await isBlocked.Task.WaitAsync(Deadline.Token());
        await cluster.AssertUnharmedAsync();
        Assert.Single(seen);

        release.Set();
        await cluster.OnA.DisposeAsync();
        await loop.WaitAsync(Deadline.Token());
    }

    [Fact]
    public async Task One_that_throws_ends_its_own_loop_only()
    {
        await using var cluster = await WatchedPair.StartAsync();
        await using var throwing = cluster.OnA.MonitorScope();
        var loop = Task.Run(async () =>
        {
            await foreach (var change in throwing.WithCancellation(Deadline.Token()))
            {
                throw new FormatException($"no such thing as {change.Key}");
            }
        });
        await cluster.AssertUnharmedAsync();
        await Assert.ThrowsAsync<FormatException>(() => loop.WaitAsync(Deadline.Token()));

        // Nobody reads it any more; it is bounded, and harms nobody until it is disposed.
        await cluster.AssertUnharmedAsync();
        await throwing.DisposeAsync();
        await cluster.AssertUnharmedAsync();
    }

    [Fact]
    public async Task One_that_registers_updates_monitors_and_ends_processes_from_inside_sees_what_it_does()
    {
        const int Rounds = 200;
        await using var cluster = await WatchedPair.StartAsync();
        var workers = cluster.OnA;
        var next = new Workers.Key("next", 0);
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.Monitor(next));
        var reentering = Task.Run(async () =>
        {
            // Each change that it sees makes it do the next thing.
            while (await watch.NextAsync() is var change && (change.Kind != ChangeKind.Left || change.Value.Load < 2 * Rounds))
            {
                switch (change.Kind)
                {
                    case ChangeKind.Joined:
                        Assert.True(workers.Update(cluster.Process, next, value => value with { Load = value.Load + 1 }));
                        break;
                    case ChangeKind.Updated:
                        await using (var inner = workers.Monitor(next))
                        {
                            Assert.Equal(change.Value, Assert.Single(inner.Snapshot).Value);
                        }

                        Assert.True(workers.Unregister(cluster.Process, next));
                        break;
                    default:
                        using (var other = cluster.A.Spawn())
                        {
                            workers.Register(other, new("other", 0), Nodes.Load(0));
                        }

                        workers.Register(cluster.Process, next, change.Value with { Load = change.Value.Load + 1 });
                        break;
                }
            }
        });
        workers.Register(cluster.Process, next, Nodes.Load(1));
        await reentering.WaitAsync(Deadline.Token());
        await cluster.AssertUnharmedAsync();
        Assert.Equal(0, workers.CountOf(next));
    }

    [Theory]
    [InlineData("scope", LeaveReason.ScopeClosed)]
    [InlineData("node", LeaveReason.NodeLeft)]
    public async Task One_that_closes_its_scope_or_node_from_inside_ends_that_for_all_and_nothing_else(string what, LeaveReason reason)
    {
        await using var cluster = await WatchedPair.StartAsync();
        using var own = cluster.OnB.Register(new("own", 0), Nodes.Load(0));
        await using var there = new Watch<Workers.Key, Workers.Value>(cluster.OnB.Monitor(Nodes.Orders));
        await using var other = new Watch<Workers.Key, Workers.Value>(cluster.OnA.Monitor(Nodes.Orders));
        await using var closing = cluster.OnA.Monitor(Nodes.Orders);
        cluster.OnA.Register(cluster.Process, Nodes.Orders, Nodes.Load(1));
        Assert.Equal(ChangeKind.Joined, (await there.UntilAsync(change => change.Kind != ChangeKind.Synced)).Kind);
        IAsyncDisposable closed = what == "scope" ? cluster.OnA : cluster.A;
        var seen = 0;
        await foreach (var change in closing.WithCancellation(Deadline.Token()))
        {
            seen += change.Kind == ChangeKind.Joined ? 1 : 0;
            await closed.DisposeAsync().AsTask().WaitAsync(Deadline.Token());
        }

        // The other monitor had what had happened before, and ends too.
        Assert.Equal(1, seen);
        Assert.Equal(ChangeKind.Joined, (await other.ToEndAsync())[0].Kind);
        Assert.Equal(reason, (await there.UntilAsync(change => change.Kind == ChangeKind.Left)).Reason);
        Assert.Equal(own.Pid, Assert.Single(cluster.OnB.Entries()).Pid);
        Assert.Equal(what == "scope", cluster.Process.IsAlive);
        Assert.Equal(what == "scope" ? 1 : 0, cluster.B.Peers.Count);
        cluster.OnB.Register(Nodes.Orders, Nodes.Load(2)).Dispose();
        Assert.Equal(ChangeKind.Joined, (await there.NextAsync()).Kind);
    }
}
