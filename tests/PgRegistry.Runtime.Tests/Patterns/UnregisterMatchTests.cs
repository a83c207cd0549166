using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Patterns;

/// <summary>Taking out those entries of a process under a key whose value matches.</summary>
public sealed class UnregisterMatchTests
{
    private static readonly Workers.Key s_mail = new("mail", 2);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(150)]
    public async Task Only_what_matches_goes_and_only_of_that_process_under_that_key(int count)
    {
        var network = InMemoryNetwork.StepByStep(count);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        using var other = a.Spawn();
        using var far = b.Spawn();
        for (var i = 0; i < count; i++)
        {
            onA.Register(process, Nodes.Orders, new(i % 2 == 0 ? "primary" : "spare", i));
            onA.Register(process, s_mail, Nodes.Load(i));
            onA.Register(other, Nodes.Orders, Nodes.Load(i));
            onB.Register(far, Nodes.Orders, Nodes.Load(i));
        }

        network.Run();
        var rest = onA.Entries().Where(entry => entry.Pid != process.Pid || entry.Key == s_mail || entry.Value.Role == "spare").ToHashSet();

        Assert.Equal(0, onA.UnregisterMatch(process, Nodes.Orders, new() { Role = "none" }));
        Assert.Equal(0, onA.UnregisterMatch(process, Nodes.Orders, _ => false));
        Assert.Equal(0, onA.UnregisterMatch(process, new("nobody", 0), new()));
        Assert.Equal((count + 1) / 2, onA.UnregisterMatch(process, Nodes.Orders, new() { Role = "primary" }));
        Assert.True(rest.SetEquals(onA.Entries()));
        Assert.Equal(0, onA.UnregisterMatch(process, Nodes.Orders, new() { Role = "primary" }));

        Assert.Equal(count / 2, onA.UnregisterMatch(process, Nodes.Orders, value => value.Role == "spare"));
        rest.RemoveWhere(entry => entry.Pid == process.Pid && entry.Key == Nodes.Orders);
        Assert.True(rest.SetEquals(onA.Entries()));
        network.Run();
        Assert.True(rest.SetEquals(onB.Entries()));
        Assert.Equal([s_mail], onB.KeysOf(process.Pid));
    }

    [Fact]
    public async Task Whoever_has_nothing_here_loses_nothing()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var far = b.Spawn();
        using var idle = a.Spawn();
        var ended = a.Spawn();
        onB.Register(far, Nodes.Orders, Nodes.Load(1));
        onA.Register(ended, Nodes.Orders, Nodes.Load(1));
        ended.Dispose();
        network.Run();
        foreach (var process in new[] { far, idle, ended })
        {
            Assert.Equal(0, onA.UnregisterMatch(process, Nodes.Orders, new()));
            Assert.Equal(0, onA.UnregisterMatch(process, Nodes.Orders, _ => true));
        }

        Assert.Equal(far.Pid, Assert.Single(onA.Entries()).Pid);
        Assert.Equal(1, onB.UnregisterMatch(far, Nodes.Orders, new()));
        network.Run();
        Assert.Equal(0, onA.Count);
    }

    [Fact]
    public async Task In_a_unique_scope_the_key_is_free_afterwards()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        using var process = node.Spawn();
        sessions.Register(process, new("ann"), new("phone", 1));

        Assert.Equal(0, sessions.UnregisterMatch(process, new("ann"), new() { Device = "desk" }));
        Assert.Equal(process.Pid, sessions.WhereIs("ann"));
        Assert.Equal(1, sessions.UnregisterMatch(process, new("ann"), new() { Device = "phone" }));
        Assert.Null(sessions.WhereIs("ann"));
        using var next = sessions.Register(new("ann"), new("desk", 2));
        Assert.Equal(0, sessions.UnregisterMatch(process, new("ann"), new()));
        Assert.True(next.IsRegistered);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(200)]
    public async Task A_reader_on_a_peer_sees_all_go_in_one_step(int count)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            await using var a = await Nodes.StartAsync("a", network);
            await using var b = await Nodes.StartAsync("b", network);
            var onA = a.Open<Workers>();
            var onB = b.Open<Workers>();
            using var process = a.Spawn();
            var registrations = Enumerable.Range(0, count).Select(i => onA.Register(process, Nodes.Orders, Nodes.Load(i))).ToList();
            network.Run();
            await using var near = new Watch<Workers.Key, Workers.Value>(onA.MonitorScope());
            await using var far = new Watch<Workers.Key, Workers.Value>(onB.Monitor(Nodes.Orders));

            // Some of it waits in the log while more is done, so that one frame brings both.
            registrations[0].Update(Nodes.Load(1000));
            Assert.Equal(count / 2, onA.UnregisterMatch(process, Nodes.Orders, new() { Load = { Below = count, AtLeast = (count + 1) / 2 } }));
            onA.Register(process, s_mail, Nodes.Load(1));
            var seen = new List<int>();
            while (network.Step())
            {
                seen.Add(onB.CountOf(Nodes.Orders));
                Assert.Equal(seen[^1], onB.CountSelect(Nodes.Orders));
            }

            Assert.All(seen, size => Assert.True(size == count || size == count - (count / 2), $"seed {seed}: a reader saw {size} of {count}"));
            Assert.Equal(count - (count / 2), seen[^1]);
            await AssertLeftAsync(near, registrations, count, seed);
            await AssertLeftAsync(far, registrations, count, seed);
        }
    }

    private static async Task AssertLeftAsync(Watch<Workers.Key, Workers.Value> watch, List<Registration<Workers.Key, Workers.Value>> registrations, int count, int seed)
    {
        Assert.Equal(ChangeKind.Updated, (await watch.NextAsync()).Kind);
        var left = new List<Change<Workers.Key, Workers.Value>>();
        for (var i = 0; i < count / 2; i++)
        {
            left.Add(await watch.NextAsync());
        }

        Assert.All(left, change => Assert.Equal((ChangeKind.Left, LeaveReason.Unregistered), (change.Kind, change.Reason)));
        Assert.True(
            registrations[^(count / 2)..].Select(registration => registration.Id).ToHashSet().SetEquals(left.Select(change => change.Entry.Id)),
            $"seed {seed}: others left than were taken out");
    }
}
