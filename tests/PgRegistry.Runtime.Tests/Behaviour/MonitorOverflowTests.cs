namespace PgRegistry.Tests.Behaviour;

public sealed class MonitorOverflowTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(7, false)]
    [InlineData(1, true)]
    [InlineData(7, true)]
    public async Task Who_falls_behind_gets_one_exact_snapshot_and_no_writer_waits(int capacity, bool isOfKey)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var options = new MonitorOptions { Capacity = capacity };
        workers.Register(process, Nodes.Orders, Nodes.Load(-1));
        await using var watch = new Watch<Workers.Key, Workers.Value>(isOfKey ? workers.Monitor(Nodes.Orders, options) : workers.MonitorScope(options));
        Assert.Single(watch.View);

        // As many as fit are changes.
        for (var i = 0; i < capacity; i++)
        {
            workers.Register(process, Nodes.Orders, Nodes.Load(i));
        }

        for (var i = 0; i < capacity; i++)
        {
            Assert.Equal(i, (await watch.NextAsync()).Value.Load);
        }

        // One more is a snapshot, however many come.
        for (var i = 0; i < 1000; i++)
        {
            var one = workers.Register(process, Nodes.Orders, Nodes.Load(i));
            workers.Register(process, new("mail", i % 3), Nodes.Load(i));
            if (i % 4 == 0)
            {
                one.Dispose();
            }
        }

        var resynced = await watch.NextAsync();
        Assert.Equal(ChangeKind.Resynced, resynced.Kind);
        Assert.Equal(watch.View.Count, resynced.Snapshot.Count);
        watch.AssertView(workers.Entries().Where(entry => !isOfKey || entry.Key == Nodes.Orders));

        // Then changes again.
        var last = workers.Register(process, Nodes.Orders, Nodes.Load(5));
        Assert.Equal((ChangeKind.Joined, last.Id), await watch.NextAsync() is var change ? (change.Kind, change.Entry.Id) : default);
        Assert.Throws<InvalidOperationException>(() => resynced.Entry);
        Assert.Throws<InvalidOperationException>(() => resynced.Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Overflowing_again_and_again_while_being_read_is_exact_in_the_end(int capacity)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope(new MonitorOptions { Capacity = capacity }));
        using var process = node.Spawn();
        var last = default(EntryId);
        await Nodes.TogetherAsync(
            () =>
            {
                var random = new Random(capacity);
                for (var i = 0; i < 20000; i++)
                {
                    var key = new Workers.Key("orders", random.Next(30));
                    _ = random.Next(3) == 0 ? workers.Unregister(process, key) : workers.Register(process, key, Nodes.Load(i)).IsRegistered;
                }

                last = workers.Register(process, new("last", 0), Nodes.Load(0)).Id;
            },
            () =>
            {
                while (!watch.View.Values.Any(entry => entry.Key.Queue == "last"))
                {
                    watch.NextAsync().GetAwaiter().GetResult();
                }
            });
        Assert.Contains(last, watch.View.Keys);
        watch.AssertView(workers.Entries());
    }

    [Fact]
    public async Task An_overflowed_monitor_completes_when_the_scope_closes()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope(new MonitorOptions { Capacity = 1 }));
        workers.Register(Nodes.Orders, Nodes.Load(1));
        workers.Register(Nodes.Orders, Nodes.Load(2));
        await workers.DisposeAsync();
        Assert.Empty(await watch.ToEndAsync());
    }

    [Fact]
    public async Task A_capacity_below_one_is_refused()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        Assert.Throws<ArgumentOutOfRangeException>(() => workers.MonitorScope(new MonitorOptions { Capacity = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => workers.Monitor(Nodes.Orders, new MonitorOptions { Capacity = -1 }));
    }
}
