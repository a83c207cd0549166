namespace PgRegistry.Tests.Behaviour;

public sealed class UpdateTests
{
    [Fact]
    public async Task An_equal_value_reports_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        Assert.True(one.Update(Nodes.Load(1)));
        Assert.True(one.Update(value => value with { }));
        Assert.True(workers.Update(process, Nodes.Orders, Nodes.Load(1)));
        Assert.True(workers.Update(process, Nodes.Orders, value => value with { }));

        // Of two entries one differs: one change.
        Assert.True(one.Update(Nodes.Load(2)));
        Assert.True(workers.Update(process, Nodes.Orders, Nodes.Load(2)));
        foreach (var id in workers.Entries().OrderBy(entry => entry.Id.Tag).Select(entry => entry.Id))
        {
            var change = await watch.NextAsync();
            Assert.Equal((ChangeKind.Updated, id, Nodes.Load(1), Nodes.Load(2)), (change.Kind, change.Entry.Id, change.OldValue, change.Value));
        }
    }

    [Fact]
    public async Task Each_entry_gets_a_value_made_of_its_own()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        using var other = node.Spawn();
        for (var i = 0; i < 100; i++)
        {
            workers.Register(process, Nodes.Orders, Nodes.Load(i));
        }

        workers.Register(other, Nodes.Orders, Nodes.Load(-1));
        workers.Register(process, new("mail", 2), Nodes.Load(-2));
        Assert.True(workers.Update(process, Nodes.Orders, value => value with { Load = value.Load * 2 }));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => Nodes.Load(i * 2)), workers.Values(process.Pid, Nodes.Orders));
        Assert.Equal([Nodes.Load(-1)], workers.Values(other.Pid, Nodes.Orders));
        Assert.Equal([Nodes.Load(-2)], workers.Values(process.Pid, new("mail", 2)));
        Assert.False(workers.Update(other, new("mail", 2), Nodes.Load(5)));
        Assert.False(workers.Update(other, new("mail", 2), _ => throw new InvalidOperationException("there is nothing to update")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(40)]
    [InlineData(200)]
    public async Task A_reader_sees_all_old_values_or_all_new_ones_on_this_node_and_on_others(int entries)
    {
        var network = new InMemoryNetwork();
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        for (var i = 0; i < entries; i++)
        {
            onA.Register(process, Nodes.Orders, Nodes.Load(0));
        }

        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        while (watch.View.Count < entries)
        {
            await watch.NextAsync();
        }

        const int Last = 500;
        await Nodes.TogetherAsync(
            () =>
            {
                for (var n = 1; n <= Last; n++)
                {
                    _ = n % 2 == 0 ? onA.Update(process, Nodes.Orders, Nodes.Load(n)) : onA.Update(process, Nodes.Orders, value => value with { Load = n });
                }
            },
            () => Read(onA),
            () => Read(onB));

        void Read(Workers workers)
        {
            var last = 0;
            while (last < Last)
            {
                var members = workers.Lookup(Nodes.Orders);
                var loads = members.Select(member => member.Value.Load).ToArray();
                Assert.Equal(entries, loads.Length);
                Assert.True(loads.All(load => load == loads[0]), $"seen at once: {string.Join(' ', loads.Distinct())}");
                Assert.True(loads[0] >= last);
                last = loads[0];
            }
        }
    }

    [Fact]
    public async Task A_function_that_throws_changes_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, Nodes.Orders, Nodes.Load(2));
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        Assert.Throws<FormatException>(() => one.Update(_ => throw new FormatException()));
        Assert.Throws<FormatException>(() => workers.Update(process, Nodes.Orders, value => value.Load == 1 ? Nodes.Load(7) : throw new FormatException()));
        Assert.Throws<ArgumentNullException>(() => one.Update((Func<Workers.Value, Workers.Value>)null!));
        Assert.Equal([Nodes.Load(1), Nodes.Load(2)], workers.Values(process.Pid, Nodes.Orders));
        one.Dispose();
        Assert.Equal(ChangeKind.Left, (await watch.NextAsync()).Kind);
    }
}
