using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>What a listener does wrong is felt by nobody but itself.</summary>
public sealed class ListenerHarmTests
{
    [Fact]
    public async Task One_that_throws_always_is_called_on_and_counted_and_does_not_fill_the_log()
    {
        using var logs = new Logs();
        await using var node = await Nodes.StartAsync(logs: logs);
        var (throwing, other) = (new Ear(heard => throw new InvalidOperationException($"{heard}")), new Ear());
        var workers = node.Open<Workers>(throwing, other);
        for (var i = 0; i < 1000; i++)
        {
            workers.Register(Nodes.Orders, Nodes.Load(i)).Dispose();
        }

        // When it is called again, it has failed as often as it was called before.
        Assert.Equal(2000, (await throwing.UntilNowAsync(workers)).Count);
        Assert.InRange(workers.Scope.ListenerFailures, 2000, 2001);
        Assert.Equal([.. Enumerable.Range(1, 100), 128, 256, 512, 1024], logs.Of(11).Select(CountIn));
        Assert.StartsWith($"The listener {typeof(Ear)} of the scope \"Workers\" has thrown", logs.Of(11)[0], StringComparison.Ordinal);
        Assert.Equal(2000, (await other.UntilAsync(new("mark", 0))).Count);

        static int CountIn(string line) => int.Parse(line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..line.IndexOf(" so far", StringComparison.Ordinal)], null);
    }

    [Fact]
    public async Task One_that_blocks_keeps_back_nobody_else()
    {
        var network = new InMemoryNetwork();
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        using var release = new ManualResetEventSlim();
        var (blocked, other) = (new Ear(_ => release.Wait(Deadline.Token())), new Ear());
        var onA = a.Open<Workers>(blocked, other);
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        onA.Register(process, Nodes.Orders, Nodes.Load(0));
        await blocked.NextAsync();

        for (var i = 1; i <= 1000; i++)
        {
            onA.Register(process, Nodes.Orders, Nodes.Load(i));
        }

        onB.Register(new("mail", 1), Nodes.Load(1));
        await onA.WaitForAsync(new("mail", 1), Deadline.Token());
        await onA.ReplicatedAsync(Deadline.Token());
        Assert.Equal(1001, onB.CountOf(Nodes.Orders));
        Assert.Equal(1001, (await other.UntilAsync(new("mail", 1))).Count);

        // What waited is delivered, nothing is lost, and the order is kept.
        release.Set();
        var late = await blocked.UntilAsync(new("mail", 1));
        Assert.Equal(Enumerable.Range(1, 1000), late.Select(heard => heard.Value!.Load));
        Assert.Equal(0, onA.Scope.ListenerFailures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public async Task One_that_falls_behind_is_told_everything_at_once_and_then_what_follows(int capacity)
    {
        await using var node = await Nodes.StartAsync(configure: options => options.ListenerCapacity = capacity);
        using var release = new ManualResetEventSlim();
        var ear = new Ear(_ => release.Wait(Deadline.Token()));
        var workers = node.Open<Workers>(ear);
        using var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(0));
        Assert.Equal("Registered", (await ear.NextAsync()).Call);

        for (var i = 1; i <= 1000; i++)
        {
            workers.Register(process, new("orders", i % 7), Nodes.Load(i));
            if (i % 3 == 0)
            {
                workers.Unregister(process, new("orders", i % 5));
            }
        }

        release.Set();
        var resynced = await ear.NextAsync();
        Assert.Equal("Resynced", resynced.Call);
        Assert.True(resynced.Entries!.ToHashSet().SetEquals(workers.Entries()));
        Assert.Equal(workers.Count, resynced.Entries!.Count);

        using var after = workers.Register(new("after", 1), Nodes.Load(1));
        Assert.Equal($"Registered {after.Key} {after.Pid} {Nodes.Load(1)} ", (await ear.NextAsync()).ToString());
        Assert.Empty(await ear.UntilNowAsync(workers));
    }

    [Fact]
    public async Task One_that_falls_behind_and_throws_at_it_goes_on()
    {
        await using var node = await Nodes.StartAsync(configure: options => options.ListenerCapacity = 1);
        using var release = new ManualResetEventSlim();
        var ear = new Ear(heard =>
        {
            release.Wait(Deadline.Token());
            if (heard.Call == "Resynced")
            {
                throw new InvalidOperationException("too much");
            }
        });
        var workers = node.Open<Workers>(ear);
        workers.Register(Nodes.Orders, Nodes.Load(0));
        await ear.NextAsync();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        workers.Register(Nodes.Orders, Nodes.Load(2));
        release.Set();
        Assert.Equal(3, (await ear.NextAsync()).Entries!.Count);
        using var after = workers.Register(new("after", 1), Nodes.Load(1));
        Assert.Equal(after.Pid, (await ear.NextAsync()).Pid);
        Assert.Equal(1, workers.Scope.ListenerFailures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Falling_behind_again_and_again_is_exact_in_the_end(int capacity)
    {
        await using var node = await Nodes.StartAsync(configure: options => options.ListenerCapacity = capacity);
        var view = new HashSet<(Workers.Key, Pid, int)>();
        var problem = default(string);
        var ear = new Ear(heard =>
        {
            if (heard.Entries is { } entries)
            {
                view = [.. entries.Select(entry => (entry.Key, entry.Pid, entry.Value.Load))];
            }
            else if (heard.Key.Queue != "mark" && !(heard.Call == "Registered" ? view.Add((heard.Key, heard.Pid, heard.Value!.Load)) : view.Remove((heard.Key, heard.Pid, heard.Value!.Load))))
            {
                problem ??= $"{heard} makes no sense";
            }
        });
        var workers = node.Open<Workers>(ear);
        using var process = node.Spawn();
        var random = new Random(capacity);
        for (var i = 0; i < 20000; i++)
        {
            var key = new Workers.Key("orders", random.Next(30));
            _ = random.Next(3) == 0 ? workers.Unregister(process, key) : workers.Register(process, key, Nodes.Load(i)).IsRegistered;
        }

        // Whatever comes first, a call of its own or one that tells everything, comes after all that was done here.
        using var last = workers.Register(new("last", 0), Nodes.Load(0));
        while (await ear.NextAsync() is var heard && heard.Key != last.Key && heard.Entries?.Any(entry => entry.Key == last.Key) != true)
        {
        }

        Assert.Null(problem);
        await ear.UntilNowAsync(workers);
        Assert.True(view.SetEquals(workers.Entries().Where(entry => entry.Key.Queue != "mark").Select(entry => (entry.Key, entry.Pid, entry.Value.Load))));
    }

    [Fact]
    public async Task One_may_register_and_unregister_from_inside()
    {
        await using var node = await Nodes.StartAsync();
        Workers workers = null!;
        using var process = node.Spawn();
        using var opened = new ManualResetEventSlim();
        var ear = new Ear(heard =>
        {
            opened.Wait(Deadline.Token());
            if (heard is { Call: "Registered", Key.Shard: < 100, Key.Queue: "orders" })
            {
                workers.Register(process, new("orders", heard.Key.Shard + 1), Nodes.Load(1));
                workers.Unregister(process, heard.Key);
            }
        });
        workers = node.Open<Workers>(ear);
        opened.Set();
        workers.Register(process, new("orders", 0), Nodes.Load(0));
        var calls = new List<string>();
        while (calls.Count < 201)
        {
            var heard = await ear.NextAsync();
            calls.Add($"{heard.Call} {heard.Key.Shard}");
        }

        Assert.Equal(["Registered 0", .. Enumerable.Range(0, 100).SelectMany(i => new[] { $"Registered {i + 1}", $"Unregistered {i}" })], calls);
        Assert.Equal(new Workers.Key("orders", 100), Assert.Single(workers.Keys()));
    }

    [Theory]
    [InlineData("scope")]
    [InlineData("node")]
    [InlineData("process")]
    public async Task One_may_end_what_it_listens_to_from_inside(string what)
    {
        var network = new InMemoryNetwork();
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        await using var onB = b.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.Monitor(Nodes.Orders));
        Workers onA = null!;
        using var process = a.Spawn();
        using var opened = new ManualResetEventSlim();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ear = new Ear(heard =>
        {
            opened.Wait(Deadline.Token());
            if (heard.Call == "Registered")
            {
                // Waiting for the end is what takes longest to be given up, so nobody may wait for the listener.
                switch (what)
                {
                    case "scope":
                        onA.DisposeAsync().AsTask().GetAwaiter().GetResult();
                        break;
                    case "node":
                        a.DisposeAsync().AsTask().GetAwaiter().GetResult();
                        break;
                    default:
                        process.Dispose();
                        break;
                }

                ended.SetResult();
            }
        });
        onA = a.Open<Workers>(ear);
        onA.Register(process, Nodes.Orders, Nodes.Load(0));
        await watch.UntilAsync(change => change.Kind == ChangeKind.Joined);
        opened.Set();
        await ended.Task.WaitAsync(Deadline.Token());
        var left = await watch.UntilAsync(change => change.Kind == ChangeKind.Left);
        Assert.Equal(what switch { "scope" => LeaveReason.ScopeClosed, "node" => LeaveReason.NodeLeft, _ => LeaveReason.Exited }, left.Reason);
        if (what == "process")
        {
            Assert.Equal("Registered", (await ear.NextAsync()).Call);
            Assert.Equal(LeaveReason.Exited, (await ear.NextAsync()).Reason);
        }
    }

    [Fact]
    public async Task One_that_still_runs_when_the_scope_closes_hears_the_rest_and_delays_nothing()
    {
        var node = await Nodes.StartAsync();
        using var release = new ManualResetEventSlim();
        var ear = new Ear(_ => release.Wait(Deadline.Token()));
        var workers = node.Open<Workers>(ear);
        workers.Register(Nodes.Orders, Nodes.Load(1));
        await ear.NextAsync();
        workers.Register(Nodes.Orders, Nodes.Load(2));
        await workers.DisposeAsync();
        await node.DisposeAsync();
        release.Set();
        Assert.Equal(Nodes.Load(2), (await ear.NextAsync()).Value);
        Assert.Equal(0, workers.Scope.ListenerFailures);
    }

    [Fact]
    public async Task A_listener_runs_in_no_context_of_who_opened_the_scope()
    {
        await using var node = await Nodes.StartAsync();
        var request = new AsyncLocal<string> { Value = "a request" };
        var seen = "nothing yet";
        var ear = new Ear(_ => seen = request.Value);
        var workers = node.Open<Workers>(ear);
        Assert.Empty(await ear.UntilNowAsync(workers));
        Assert.Empty(await ear.UntilNowAsync(workers));
        Assert.Null(seen);
        using (ExecutionContext.SuppressFlow())
        {
            node.Open<Sessions>();
        }
    }
}
