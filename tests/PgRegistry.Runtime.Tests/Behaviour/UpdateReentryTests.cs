namespace PgRegistry.Tests.Behaviour;

/// <summary>An update function runs outside all locks, so it may use the scope, even change what it is asked about.</summary>
public sealed class UpdateReentryTests
{
    [Fact]
    public async Task A_function_may_use_the_scope()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        var other = workers.Register(process, new("mail", 2), Nodes.Load(5));
        Assert.True(one.Update(value =>
        {
            other.Update(seen => seen with { Load = seen.Load + 1 });
            workers.Register(process, new("new", 3), new("a longer value than the one it stands in", 3));
            using var watch = workers.MonitorScope();
            return value with { Load = workers.Count };
        }));
        Assert.Equal([Nodes.Load(3)], workers.Values(process.Pid, Nodes.Orders));
        Assert.Equal([Nodes.Load(6)], workers.Values(process.Pid, new("mail", 2)));
        Assert.Equal("a longer value than the one it stands in", Assert.Single(workers.Lookup("new", 3)).Value.Role);
    }

    [Fact]
    public async Task A_function_runs_again_when_its_entry_was_changed_meanwhile()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        var seen = new List<int>();
        Assert.True(one.Update(value =>
        {
            seen.Add(value.Load);
            if (seen.Count == 1)
            {
                one.Update(Nodes.Load(10));
            }

            return value with { Load = value.Load + 1 };
        }));
        Assert.Equal([1, 10], seen);
        Assert.Equal(Nodes.Load(11), Assert.Single(workers.Lookup(Nodes.Orders)).Value);
    }

    [Fact]
    public async Task A_function_that_takes_its_entry_out_updates_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        Assert.False(one.Update(value =>
        {
            one.Dispose();
            return value with { Load = 2 };
        }));
        Assert.Equal(0, workers.Count);
    }

    [Fact]
    public async Task Entries_that_come_and_go_in_the_function_are_seen_by_its_next_run()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, Nodes.Orders, Nodes.Load(2));
        var isFirst = true;
        Assert.True(workers.Update(process, Nodes.Orders, value =>
        {
            if (isFirst)
            {
                isFirst = false;
                one.Dispose();
                workers.Register(process, Nodes.Orders, Nodes.Load(3));
            }

            return value with { Load = value.Load + 100 };
        }));
        Assert.Equal([Nodes.Load(102), Nodes.Load(103)], workers.Values(process.Pid, Nodes.Orders));
    }

    [Fact]
    public async Task A_function_that_ends_the_process_or_closes_the_scope_updates_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        Assert.False(one.Update(value =>
        {
            process.Dispose();
            return value with { Load = 2 };
        }));
        Assert.Equal(0, workers.Count);

        using var next = node.Spawn();
        workers.Register(next, Nodes.Orders, Nodes.Load(1));
        Assert.Throws<ObjectDisposedException>(() => workers.Update(next, Nodes.Orders, value =>
        {
            workers.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return value with { Load = 2 };
        }));
        var again = node.Open<Workers>();
        var two = again.Register(next, Nodes.Orders, Nodes.Load(1));
        Assert.False(two.Update(value =>
        {
            again.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return value with { Load = 2 };
        }));
    }
}
