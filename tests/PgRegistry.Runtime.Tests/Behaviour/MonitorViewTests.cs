namespace PgRegistry.Tests.Behaviour;

/// <summary>Invariant 7: snapshot + events = view, always.</summary>
public sealed class MonitorViewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Snapshot_and_changes_are_the_view_while_several_threads_write(int seed)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var watches = new List<Watch<Workers.Key, Workers.Value>>();
        await Nodes.TogetherAsync(
            () => Write(node, workers, new Random((seed * 10) + 1)),
            () => Write(node, workers, new Random((seed * 10) + 2)),
            () =>
            {
                var random = new Random(seed * 10);
                for (var i = 0; i < 40; i++)
                {
                    var capacity = random.Next(4) == 0 ? random.Next(1, 50) : 65536;
                    watches.Add(new(workers.MonitorScope(new MonitorOptions { Capacity = capacity })));
                }
            });
        var final = workers.Entries();

        // Closing ends the monitors: each is read to its end, and what overflowed by now never will be.
        watches.Add(new(workers.MonitorScope()));
        foreach (var watch in watches)
        {
            var marker = workers.Register(new("marker", 0), Nodes.Load(0));
            await watch.UntilAsync(change => change.Kind == ChangeKind.Resynced || (change.Kind == ChangeKind.Joined && change.Pid == marker.Pid));
            if (watch.View.ContainsKey(marker.Id))
            {
                marker.Dispose();
                await watch.UntilAsync(change => change.Kind == ChangeKind.Resynced || change.Kind == ChangeKind.Left);
            }
            else
            {
                marker.Dispose();
            }

            watch.AssertView(final, $"seed {seed}");
            await watch.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_monitor_of_a_key_sees_only_that_key()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, new("mail", 2), Nodes.Load(2));
        await using var orders = new Watch<Workers.Key, Workers.Value>(workers.Monitor("orders", 1));
        await using var nobody = new Watch<Workers.Key, Workers.Value>(workers.Monitor(new("nobody", 0)));
        Assert.Equal(one.Id, Assert.Single(orders.View).Key);
        Assert.Empty(nobody.View);
        workers.Register(process, new("mail", 2), Nodes.Load(3));
        workers.Update(process, new("mail", 2), Nodes.Load(4));
        one.Update(Nodes.Load(5));
        workers.Unregister(process, new("mail", 2));
        process.Dispose();
        Assert.Equal((ChangeKind.Updated, Nodes.Load(5)), await KindAndValueAsync(orders));
        Assert.Equal((ChangeKind.Left, Nodes.Load(5)), await KindAndValueAsync(orders));
        await workers.DisposeAsync();
        Assert.Empty(await orders.ToEndAsync());
        Assert.Empty(await nobody.ToEndAsync());
    }

    private static async Task<(ChangeKind, Workers.Value)> KindAndValueAsync(Watch<Workers.Key, Workers.Value> watch) =>
        await watch.NextAsync() is var change ? (change.Kind, change.Value) : default;

    private static void Write(RegistryNode node, Workers workers, Random random)
    {
        var process = node.Spawn();
        var registrations = new List<Registration<Workers.Key, Workers.Value>>();
        for (var i = 0; i < 3000; i++)
        {
            var at = registrations.Count == 0 ? -1 : random.Next(registrations.Count);
            switch (random.Next(10))
            {
                case < 5:
                    registrations.Add(workers.Register(process, new("orders", random.Next(20)), Nodes.Load(i)));
                    break;
                case 5 or 6 when at >= 0:
                    registrations[at].Update(Nodes.Load(i));
                    break;
                case 7 when at >= 0:
                    workers.Update(process, registrations[at].Key, value => value with { Load = value.Load + 1 });
                    break;
                case 8 when at >= 0:
                    registrations[at].Dispose();
                    registrations.RemoveAt(at);
                    break;
                case 9 when random.Next(50) == 0:
                    process.Dispose();
                    process = node.Spawn();
                    registrations.Clear();
                    break;
            }
        }
    }
}
