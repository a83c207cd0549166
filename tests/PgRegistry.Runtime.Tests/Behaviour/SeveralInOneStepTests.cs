namespace PgRegistry.Tests.Behaviour;

/// <summary>What one call does to a key is seen in one step, on its node and on the others.</summary>
public sealed class SeveralInOneStepTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 16)]
    [InlineData(1, 16)]
    [InlineData(3, 40)]
    [InlineData(40, 3)]
    [InlineData(300, 300)]
    public async Task A_reader_sees_all_or_none(int others, int several)
    {
        var network = new InMemoryNetwork();
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        LocalProcess[] processes = [.. Enumerable.Range(0, several).Select(_ => a.Spawn())];
        for (var i = 0; i < others; i++)
        {
            onA.Register(process, Nodes.Orders, Nodes.Load(-1));
        }

        onA.Register(new("begin", 0), Nodes.Load(0));
        await onB.WaitForAsync(new("begin", 0), Deadline.Token());
        var isDone = false;
        var wrong = new List<string>();

        void Read(Workers scope)
        {
            while (!Volatile.Read(ref isDone))
            {
                foreach (var members in new[] { scope.Lookup(Nodes.Orders), scope.LookupLocal(Nodes.Orders) })
                {
                    var loads = members.Where(member => member.Value.Load >= 0).Select(member => member.Value.Load).ToList();
                    if ((loads.Count != 0 && loads.Count != several) || loads.Distinct().Count() > 1)
                    {
                        lock (wrong)
                        {
                            wrong.Add($"{loads.Count} of {several} on {scope.Node}: {string.Join(", ", loads.Distinct())}");
                        }

                        return;
                    }
                }
            }
        }

        await Nodes.TogetherAsync(
            () => Read(onA),
            () => Read(onB),
            () =>
            {
                try
                {
                    for (var i = 0; i < 60; i++)
                    {
                        onA.Register(processes, Nodes.Orders, Nodes.Load(i));
                        Assert.Equal(several, i % 2 == 0 ? onA.Unregister(processes, Nodes.Orders) : onA.UnregisterAll(Nodes.Orders) - others);
                        for (var j = 0; i % 2 != 0 && j < others; j++)
                        {
                            onA.Register(process, Nodes.Orders, Nodes.Load(-1));
                        }
                    }

                    onA.ReplicatedAsync(Deadline.Token()).GetAwaiter().GetResult();
                }
                finally
                {
                    Volatile.Write(ref isDone, true);
                }
            });
        Assert.Empty(wrong);
        Assert.Equal((others, others), (onA.CountOf(Nodes.Orders), onB.CountOf(Nodes.Orders)));
    }

    [Fact]
    public async Task A_peer_shows_all_or_none_after_each_step()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
            await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
            var onA = a.Open<Workers>();
            var onB = b.Open<Workers>();
            using var process = a.Spawn();
            network.Run();
            var random = new Random(seed);
            var several = random.Next(2, 40);
            LocalProcess[] processes = [.. Enumerable.Range(0, several).Select(_ => process)];
            var seen = new List<string>();
            foreach (var action in new Action[]
            {
                () => onA.Register(processes, Nodes.Orders, Nodes.Load(1)),
                () => onA.Update(process, Nodes.Orders, Nodes.Load(2)),
                () => onA.Update(process, Nodes.Orders, value => value with { Load = value.Load + 1 }),
                () => onA.Unregister(processes, Nodes.Orders),
                () => onA.Register(processes, Nodes.Orders, Nodes.Load(4)),
                () => onA.UnregisterMatch(process, Nodes.Orders, value => value.Load == 4),
                () => onA.Register(processes, Nodes.Orders, Nodes.Load(5)),
                () => onA.UnregisterAll(Nodes.Orders),
            })
            {
                action();
                for (var i = random.Next(4); i >= 0 && network.Step(); i--)
                {
                    Look();
                }
            }

            while (network.Step())
            {
                Look();
            }

            string[] path = ["0 ", $"{several} 1", $"{several} 2", $"{several} 3", "0 ", $"{several} 4", "0 ", $"{several} 5", "0 "];
            Assert.All(seen, state => Assert.True(path.Contains(state), $"seed {seed}: {state}"));
            Assert.Equal("0 ", seen[^1]);

            void Look()
            {
                var members = onB.Lookup(Nodes.Orders);
                seen.Add($"{members.Count} {string.Join(", ", members.Select(member => member.Value.Load).Distinct())}");
            }
        }
    }

    [Theory]
    [InlineData(8 << 20)]
    [InlineData(64 << 10)]
    public async Task What_is_larger_than_a_mebibyte_arrives_whole_and_in_order(int logBytes)
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: options => (options.LogBytes, options.TimeProvider) = (logBytes, new ManualTime()));
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        network.Run();
        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        LocalProcess[] processes = [.. Enumerable.Range(0, 9).Select(_ => a.Spawn())];
        onA.Register(new("before", 0), Nodes.Load(0));
        var registrations = onA.Register(processes, Nodes.Orders, new(new string('v', 300_000), 0));
        onA.Register(new("after", 0), Nodes.Load(0));
        var counts = new HashSet<int>();
        do
        {
            counts.Add(onB.CountOf(Nodes.Orders));
        }
        while (network.Step());

        Assert.Equal(9, onB.CountOf(Nodes.Orders));
        if (logBytes > 4 << 20)
        {
            // Three fit into a record.
            Assert.Equal([0, 3, 6, 9], counts.Order());
        }

        Assert.Equal("before", (await watch.UntilAsync(change => change.Kind != ChangeKind.Synced)).Key.Queue);
        foreach (var registration in registrations)
        {
            Assert.Equal(registration.Id, (await watch.UntilAsync(change => change.Kind != ChangeKind.Synced)).Entry.Id);
        }

        Assert.Equal("after", (await watch.UntilAsync(change => change.Kind != ChangeKind.Synced)).Key.Queue);
        Assert.Equal(9, onA.UnregisterAll(Nodes.Orders));
        network.Run();
        Assert.Equal(0, onB.CountOf(Nodes.Orders));
    }

    [Fact]
    public async Task Many_small_ones_that_are_larger_than_a_mebibyte_together_arrive_whole()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        network.Run();
        using var process = a.Spawn();
        var registrations = onA.Register(Enumerable.Repeat(process, 60_000), Nodes.Orders, Nodes.Load(1));
        Assert.Equal(60_000, registrations.Count);
        network.Run();
        Assert.Equal(60_000, onB.CountOf(Nodes.Orders));
        Assert.True(onA.Update(process, Nodes.Orders, Nodes.Load(2)));
        network.Run();
        Assert.All(onB.Lookup(Nodes.Orders), member => Assert.Equal(2, member.Value.Load));
        Assert.Equal(60_000, onA.Unregister(Enumerable.Repeat(process, 60_000), Nodes.Orders));
        network.Run();
        Assert.Equal((0, 0), (onA.Count, onB.Count));
    }
}
