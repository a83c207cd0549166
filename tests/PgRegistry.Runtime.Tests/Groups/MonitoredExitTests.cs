using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Who watches a registered process acts when it exits, perhaps on that very process.</summary>
public sealed class MonitoredExitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_hears_of_an_exit_finds_the_key_free(bool isOfKey)
    {
        // A process ends in many holds of the lock, so the news comes long before its end is complete.
        await using var node = await Nodes.StartAsync(configure: options => options.Tuning = new() { SliceEntries = 1 });
        var sessions = node.Open<Sessions>();
        var key = new Sessions.Key("ann");
        await using var watch = new Watch<Sessions.Key, Sessions.Value>(isOfKey ? sessions.Monitor(key) : sessions.MonitorScope());
        for (var round = 0; round < 100; round++)
        {
            var holder = node.Spawn();
            Assert.True(sessions.TryRegister(holder, key, new("phone", round), out _, out var former), $"round {round}: {former} is gone and blocks");
            for (var i = 0; i < 50; i++)
            {
                sessions.Register(holder, new($"{i}"), new("phone", i));
            }

            var ending = Task.Run(holder.Dispose);
            var left = await watch.UntilAsync(change => change.Kind == ChangeKind.Left && change.Key == key && change.Pid == holder.Pid);
            Assert.Equal(LeaveReason.Exited, left.Reason);
            Assert.True(sessions.TryRegister(key, new("tablet", round), out var next, out former), $"round {round}: {former} is gone and blocks");
            next.Dispose();
            await ending.WaitAsync(Deadline.Token());
        }

        Assert.Equal(0, sessions.Count);
    }

    [Fact]
    public async Task A_process_may_end_in_the_loop_that_watches_it()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.Monitor(Nodes.Orders));
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, Nodes.Orders, Nodes.Load(2));
        Assert.Equal(ChangeKind.Joined, (await watch.NextAsync()).Kind);
        process.Dispose();

        // What had happened before comes before.
        Assert.Equal(ChangeKind.Joined, (await watch.NextAsync()).Kind);
        Assert.Equal(LeaveReason.Exited, (await watch.NextAsync()).Reason);
        Assert.Equal(LeaveReason.Exited, (await watch.NextAsync()).Reason);
        Assert.Empty(watch.View);
        Assert.Equal(0, workers.Count);
    }

    [Fact]
    public async Task Processes_that_end_with_one_another_across_nodes_all_end_and_each_is_told_once()
    {
        const int Count = 60;
        var network = new InMemoryNetwork();
        await using var a = await Nodes.StartAsync("a", network, configure: options => options.TimeProvider = new ManualTime());
        await using var b = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = new ManualTime());
        var nodes = new[] { a, b };
        var scopes = new[] { a.Open<Workers>(), b.Open<Workers>() };
        var watches = scopes.Select(scope => new Watch<Workers.Key, Workers.Value>(scope.MonitorScope())).ToList();
        var processes = Enumerable.Range(0, Count).Select(i => nodes[i % 2].Spawn()).ToList();
        for (var i = 0; i < Count; i++)
        {
            scopes[i % 2].Register(processes[i], Nodes.Orders, Nodes.Load(i));
        }

        foreach (var watch in watches)
        {
            while (watch.View.Count < Count)
            {
                await watch.NextAsync();
            }
        }

        // Each node ends its processes when it hears that the one before, which lives on the other node, has ended.
        var ending = watches.Select((watch, side) => Task.Run(async () =>
        {
            var ended = new List<int>();
            while (watch.View.Count > 0)
            {
                if (await watch.NextAsync() is { Kind: ChangeKind.Left } left)
                {
                    Assert.Equal(LeaveReason.Exited, left.Reason);
                    ended.Add(left.Value.Load);
                    if (left.Value.Load + 1 is var next && next < Count && next % 2 == side)
                    {
                        processes[next].Dispose();
                    }
                }
            }

            return ended;
        })).ToList();
        processes[0].Dispose();
        foreach (var ended in await Task.WhenAll(ending).WaitAsync(Deadline.Token()))
        {
            // The order of one origin is kept; the other one's is told in between.
            Assert.Equal(Count, ended.Count);
            Assert.Equal(Enumerable.Range(0, Count).Where(i => i % 2 == 0), ended.Where(i => i % 2 == 0));
            Assert.Equal(Enumerable.Range(0, Count).Where(i => i % 2 == 1), ended.Where(i => i % 2 == 1));
        }

        foreach (var (scope, watch) in scopes.Zip(watches))
        {
            Assert.Equal(0, scope.Count);
            await scope.DisposeAsync();
            Assert.DoesNotContain(await watch.ToEndAsync(), change => change.Kind == ChangeKind.Left);
            await watch.DisposeAsync();
        }
    }
}
