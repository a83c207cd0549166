namespace PgRegistry.Tests.Behaviour;

public sealed class ProcessRaceTests
{
    [Fact]
    public async Task Registering_while_the_process_is_disposed_leaves_no_entry_behind()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        for (var round = 0; round < 50; round++)
        {
            var process = node.Spawn();
            var begun = new CountdownEvent(2);
            void Register(int shard)
            {
                try
                {
                    for (var i = 0; ; i++)
                    {
                        workers.Register(process, new("orders", shard + (i % 3)), Nodes.Load(i));
                        if (i == round % 10)
                        {
                            begun.Signal();
                        }
                    }
                }
                catch (ObjectDisposedException)
                {
                    // The process has ended: that is when to stop.
                }
            }

            await Nodes.TogetherAsync(
                () => Register(0),
                () => Register(2),
                () =>
                {
                    begun.Wait(Deadline.Token());
                    process.Dispose();
                    Assert.Empty(workers.KeysOf(process.Pid));
                });
            Assert.Empty(workers.KeysOf(process.Pid));
            Assert.Equal(0, workers.Count);
        }

        await workers.DisposeAsync();
        await watch.ToEndAsync();
        Assert.Empty(watch.View);
    }

    [Fact]
    public async Task When_Dispose_returns_the_entries_are_gone_whoever_else_disposes_too()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var round = 0; round < 30; round++)
        {
            var process = node.Spawn();
            for (var i = 0; i < 3000; i++)
            {
                workers.Register(process, new("orders", i % 5), Nodes.Load(i));
            }

            var left = new int[3];
            await Nodes.TogetherAsync(
                [.. Enumerable.Range(0, left.Length).Select(i => new Action(() =>
                {
                    process.Dispose();
                    left[i] = workers.Count;
                }))]);
            Assert.All(left, count => Assert.Equal(0, count));
        }
    }

    [Fact]
    public async Task Ended_is_not_cancelled_before_the_entries_are_gone()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var round = 0; round < 30; round++)
        {
            var process = node.Spawn();
            for (var i = 0; i < 3000; i++)
            {
                workers.Register(process, new("orders", i % 5), Nodes.Load(i));
            }

            var left = -1;
            await Nodes.TogetherAsync(
                process.Dispose,
                () =>
                {
                    SpinWait.SpinUntil(() => !process.IsAlive);

                    // Taken while the process is ending.
                    if (process.Ended.IsCancellationRequested)
                    {
                        left = workers.Count;
                    }
                });
            Assert.True(left <= 0, $"Ended was cancelled while {left} entries were there.");
        }
    }

    [Fact]
    public async Task A_process_that_says_it_is_not_alive_holds_no_unique_key()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        for (var round = 0; round < 100; round++)
        {
            var process = node.Spawn();
            var key = new Sessions.Key("ann");
            sessions.Register(process, key, new("phone", round));
            for (var i = 0; i < 10; i++)
            {
                sessions.Register(process, new($"{i}"), new("phone", i));
            }

            Sessions.Value? seen = null;
            await Nodes.TogetherAsync(
                process.Dispose,
                () =>
                {
                    while (process.IsAlive)
                    {
                    }

                    Assert.True(sessions.TryRegister(key, new("tablet", round), out var registration, out var holder), $"{holder} is dead and blocks");
                    seen = Assert.Single(sessions.Lookup(key)).Value;
                    registration.Dispose();
                });
            Assert.Equal(new("tablet", round), seen);
            Assert.Equal(0, sessions.Count);
        }
    }
}
