using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Concurrency;

/// <summary>
/// Processes end, scopes close and open again, the node stops, all while others read and write: only what is documented is thrown, nothing
/// hangs, and nothing is left.
/// </summary>
public sealed class LifeStressTests
{
    private static readonly Stamped.Key Key = new(1);

    [Fact]
    public Task Scopes_that_close_and_open_and_a_node_that_stops() => Stress.ForEachSeedAsync(async seed =>
    {
        var network = new InMemoryNetwork();
        await using var other = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        await using var there = other.Open<Stamped>();
        await using var watch = new Watch<Stamped.Key, Stamped.Value>(there.MonitorScope(new MonitorOptions { Capacity = 50 }));
        for (var round = 0; round < 8; round++)
        {
            var node = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
            var scopes = new Latest<Stamped>(node.Open<Stamped>());
            var process = new Latest<LocalProcess>(node.Spawn());
            await Stress.TogetherAsync(
                (seed * 100) + round,
                [
                    random => Repeat(random, 250, () => Write(random, scopes.Value, process.Value)),
                    random => Repeat(random, 250, () => Write(random, scopes.Value, process.Value)),
                    random => Repeat(random, 250, () => Read(random, scopes.Value, process.Value)),
                    random => Repeat(random, 60, () => Watch(random, scopes.Value, process.Value)),
                    random => Repeat(random, 100, () => End(node, process)),
                    random => Repeat(random, 15, () => Reopen(node, scopes)),
                    random =>
                    {
                        Thread.SpinWait(random.Next(3_000_000));
                        node.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    },
                ]);
            await node.DisposeAsync().AsTask().WaitAsync(Deadline.Token());
            Assert.Equal(0, scopes.Value.Count);
            Assert.Empty(scopes.Value.Peers);
            Assert.False(process.Value.IsAlive);
            Assert.Throws<ObjectDisposedException>(() => node.Spawn());

            // Its Goodbye was the last of it.
            var mark = there.Register(Key, new(-1, round));
            await watch.UntilAsync(_ => watch.View.ContainsKey(mark.Id) && watch.View.Keys.All(id => id.Node == other.Id));
            watch.AssertView(there.Entries());
            mark.Dispose();
        }
    });

    private static void Write(Random random, Stamped scope, LocalProcess process)
    {
        var registration = scope.Register(process, Key, new(0, random.Next()));
        registration.Update(new Stamped.Value(1, random.Next()));
        scope.Update(process, Key, value => value with { Operation = value.Operation + 1 });
        switch (random.Next(3))
        {
            case 0:
                registration.Dispose();
                break;
            case 1:
                scope.Unregister(process, Key);
                break;
        }
    }

    private static void Read(Random random, Stamped scope, LocalProcess process)
    {
        foreach (var (pid, value) in scope.Lookup(Key))
        {
            Assert.NotNull(pid.Node);
            Assert.NotNull(value);
        }

        Assert.NotNull(scope.KeysOf(process.Pid));
        Assert.NotNull(scope.Entries());
        Assert.True(scope.Count >= 0);
        scope.Send(process.Pid, new Stamped.Message(0, random.Next()));
    }

    private static void Watch(Random random, Stamped scope, LocalProcess process)
    {
        using var monitor = random.Next(2) == 0 ? scope.MonitorScope(new MonitorOptions { Capacity = 5 }) : scope.Monitor(Key);
        using var inbox = scope.OpenInbox(process);
        using var never = new CancellationTokenSource();
        var waiting = scope.WaitForAsync(new Stamped.Key(2), never.Token);
        scope.ReplicatedAsync(Deadline.Token()).GetAwaiter().GetResult();
        never.Cancel();
        Assert.ThrowsAny<Exception>(() => waiting.WaitAsync(Deadline.Length).GetAwaiter().GetResult());
    }

    private static void End(RegistryNode node, Latest<LocalProcess> process)
    {
        process.Value.Dispose();
        process.Value = node.Spawn();
    }

    private static void Reopen(RegistryNode node, Latest<Stamped> scopes)
    {
        scopes.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        scopes.Value = node.Open<Stamped>();
    }

    private static void Repeat(Random random, int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                action();
            }
            catch (ObjectDisposedException)
            {
                // The process, the scope or the node ended: what is documented.
            }

            Thread.SpinWait(random.Next(2000));
        }
    }

    /// <summary>What is there now.</summary>
    private sealed class Latest<T>(T value)
        where T : class
    {
        private volatile T _value = value;

        public T Value
        {
            get => _value;
            set => _value = value;
        }
    }
}
