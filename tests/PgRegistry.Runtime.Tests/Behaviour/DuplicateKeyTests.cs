namespace PgRegistry.Tests.Behaviour;

public sealed class DuplicateKeyTests
{
    [Fact]
    public async Task The_same_process_several_times_under_one_key_has_independent_entries()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        var two = workers.Register(process, Nodes.Orders, Nodes.Load(2));
        var three = workers.Register(process, Nodes.Orders, Nodes.Load(3));
        Assert.Equal(3, workers.CountOf(Nodes.Orders));
        Assert.Equal(3, new[] { one.Id, two.Id, three.Id }.Distinct().Count());
        Assert.Equal([Nodes.Orders], workers.KeysOf(process.Pid));

        two.Update(Nodes.Load(20));
        Assert.Equal([Nodes.Load(1), Nodes.Load(20), Nodes.Load(3)], workers.Values(process.Pid, Nodes.Orders));
        one.Dispose();
        Assert.Equal([Nodes.Load(20), Nodes.Load(3)], workers.Values(process.Pid, Nodes.Orders));
        Assert.True(process.IsAlive);
        Assert.True(two.IsRegistered);
        Assert.False(one.IsRegistered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(150)]
    public async Task Unregister_takes_the_most_recent_entry_whatever_was_updated_since(int count)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        using var other = node.Spawn();
        var registrations = Enumerable.Range(0, count).Select(i => workers.Register(process, Nodes.Orders, Nodes.Load(i))).ToList();
        workers.Register(other, Nodes.Orders, Nodes.Load(-1));
        workers.Register(process, new("mail", 2), Nodes.Load(-2));
        registrations[0].Update(Nodes.Load(1000));

        for (var i = count - 1; i >= 0; i--)
        {
            Assert.True(workers.Unregister(process, Nodes.Orders));
            Assert.False(registrations[i].IsRegistered, $"of {i + 1}, not the most recent one went");
            Assert.Equal(i, workers.Values(process.Pid, Nodes.Orders).Count);
            registrations[i / 2].Update(value => value with { Load = value.Load + 1000 });
        }

        Assert.False(workers.Unregister(process, Nodes.Orders));
        Assert.False(workers.Unregister(process, new("nobody", 0)));
        Assert.Equal(other.Pid, Assert.Single(workers.Lookup(Nodes.Orders)).Pid);
        Assert.Equal([new Workers.Key("mail", 2)], workers.KeysOf(process.Pid));
    }

    [Fact]
    public async Task A_registration_for_a_process_of_its_own_ends_that_process()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var registration = workers.Register(Nodes.Orders, Nodes.Load(1));
        var own = registration.OwnProcess!;
        Assert.Equal(own.Pid, registration.Pid);
        workers.Register(own, new("mail", 2), Nodes.Load(2));

        registration.Dispose();
        Assert.False(own.IsAlive);
        Assert.Equal(0, workers.Count);
        registration.Dispose();

        using var process = node.Spawn();
        var plain = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        Assert.Null(plain.OwnProcess);
        plain.Dispose();
        Assert.True(process.IsAlive);
    }

    [Fact]
    public async Task A_process_of_another_node_is_refused()
    {
        await using var node = await Nodes.StartAsync("a");
        await using var other = await Nodes.StartAsync("b");
        var workers = node.Open<Workers>();
        var sessions = node.Open<Sessions>();
        using var stranger = other.Spawn();
        var refused = Assert.Throws<ArgumentException>(() => workers.Register(stranger, Nodes.Orders, Nodes.Load(1)));
        Assert.Equal("process", refused.ParamName);
        Assert.Contains(stranger.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => sessions.TryRegister(stranger, new("ann"), new("phone", 1), out _, out _));
        Assert.Throws<ArgumentException>(() => workers.OpenInbox(stranger));

        using var own = node.Spawn();
        Assert.Equal(own.Pid.Serial, stranger.Pid.Serial);
        workers.Register(own, Nodes.Orders, Nodes.Load(1));
        Assert.False(workers.Unregister(stranger, Nodes.Orders));
        Assert.False(workers.Update(stranger, Nodes.Orders, Nodes.Load(2)));
        Assert.False(workers.Update(stranger, Nodes.Orders, value => value with { Load = 3 }));
        Assert.Equal(Nodes.Load(1), Assert.Single(workers.Lookup(Nodes.Orders)).Value);
    }

    [Fact]
    public async Task A_process_that_ended_is_refused()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        process.Dispose();
        var refused = Assert.Throws<ObjectDisposedException>(() => workers.Register(process, Nodes.Orders, Nodes.Load(1)));
        Assert.Contains(process.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Contains("ended", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => node.Open<Sessions>().TryRegister(process, new("ann"), new("phone", 1), out _, out _));
        Assert.Throws<ObjectDisposedException>(() => workers.OpenInbox(process));
        Assert.False(workers.Update(process, Nodes.Orders, Nodes.Load(2)));
        Assert.False(workers.Unregister(process, Nodes.Orders));
        Assert.Equal(0, workers.Count);
    }
}
