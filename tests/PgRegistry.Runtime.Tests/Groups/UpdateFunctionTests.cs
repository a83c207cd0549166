using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Update functions that misbehave, seen by the peers and by those who write meanwhile.</summary>
public sealed class UpdateFunctionTests
{
    [Fact]
    public async Task One_that_throws_or_is_in_vain_tells_the_peers_nothing()
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        using var process = cluster.Node(0).Spawn();
        var one = cluster[0].Register(process, Nodes.Orders, Nodes.Load(1));
        cluster[0].Register(process, Nodes.Orders, Nodes.Load(2));
        cluster.AssertAgreement();
        Assert.Throws<FormatException>(() => cluster[0].Update(process, Nodes.Orders, value => value.Load == 1 ? Nodes.Load(7) : throw new FormatException()));
        Assert.Throws<FormatException>(() => one.Update(_ => throw new FormatException()));
        Assert.True(cluster[0].Update(process, Nodes.Orders, value => value with { }));
        Assert.False(cluster[0].Update(process, new("mail", 2), _ => throw new FormatException()));
        cluster.Network.Run();
        Assert.Equal([Nodes.Load(1), Nodes.Load(2)], cluster[1].Values(process.Pid, Nodes.Orders));
        cluster.AssertAgreement();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_blocks_keeps_nobody_waiting_and_takes_account_of_what_came_meanwhile(bool isOfHandle)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        using var release = new ManualResetEventSlim();
        var isBlocked = new TaskCompletionSource();
        Workers.Value Blocking(Workers.Value value)
        {
            isBlocked.TrySetResult();
            release.Wait(Deadline.Token());
            return value with { Load = value.Load + 100 };
        }

        var updating = Task.Factory.StartNew(
            () => isOfHandle ? one.Update(Blocking) : workers.Update(process, Nodes.Orders, Blocking),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await isBlocked.Task.WaitAsync(Deadline.Token());
        Assert.True(one.Update(Nodes.Load(5)));
        workers.Register(process, new("mail", 2), Nodes.Load(9));
        Assert.Equal([Nodes.Load(5)], workers.Values(process.Pid, Nodes.Orders));
        Assert.False(updating.IsCompleted);
        release.Set();
        Assert.True(await updating.WaitAsync(Deadline.Token()));
        Assert.Equal([Nodes.Load(105)], workers.Values(process.Pid, Nodes.Orders));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_stops_its_node_updates_nothing(bool isOfHandle)
    {
        var network = new InMemoryNetwork();
        var a = await Nodes.StartAsync("a", network, configure: options => options.TimeProvider = new ManualTime());
        await using var b = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = new ManualTime());
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        var one = onA.Register(process, Nodes.Orders, Nodes.Load(1));
        await using var there = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        while (there.View.Count == 0)
        {
            await there.NextAsync();
        }

        var calls = 0;
        Workers.Value Stopping(Workers.Value value)
        {
            calls++;
            a.DisposeAsync().AsTask().Wait(Deadline.Length);
            return value with { Load = 2 };
        }

        if (isOfHandle)
        {
            Assert.False(one.Update(Stopping));
        }
        else
        {
            Assert.Throws<ObjectDisposedException>(() => onA.Update(process, Nodes.Orders, Stopping));
        }

        Assert.Equal(1, calls);
        var left = await there.UntilAsync(change => change.Kind != ChangeKind.Synced);
        Assert.Equal((ChangeKind.Left, LeaveReason.NodeLeft, 1), (left.Kind, left.Reason, left.Value.Load));
        Assert.Equal(0, onB.Count);
    }

    [Fact]
    public async Task Several_that_change_each_others_entries_lose_nothing()
    {
        const int Rounds = 200;
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var entries = Enumerable.Range(0, 2).Select(i => workers.Register(process, new("orders", i), Nodes.Load(0))).ToList();
        await Nodes.TogetherAsync([.. Enumerable.Range(0, 2).Select(me => new Action(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                var isFirst = true;
                Assert.True(entries[me].Update(value =>
                {
                    // From inside, once, the entry that the other thread is about to change.
                    if (isFirst)
                    {
                        isFirst = false;
                        entries[1 - me].Update(other => other with { Load = other.Load + 1 });
                    }

                    return value with { Load = value.Load + 1 };
                }));
            }
        }))]);
        Assert.All(entries, entry => Assert.Equal(Nodes.Load(2 * Rounds), Assert.Single(workers.Lookup(entry.Key)).Value));
    }
}
