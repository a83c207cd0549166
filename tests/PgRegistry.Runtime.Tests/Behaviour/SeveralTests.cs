namespace PgRegistry.Tests.Behaviour;

/// <summary>Several processes in one call: all of it happens, or nothing.</summary>
public sealed class SeveralTests
{
    [Fact]
    public async Task Each_process_has_an_entry_and_one_that_is_named_twice_has_two()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var one = node.Spawn();
        using var other = node.Spawn();
        var registrations = workers.Register([one, other, one], Nodes.Orders, Nodes.Load(1));
        Assert.Equal([one.Pid, other.Pid, one.Pid], registrations.Select(registration => registration.Pid));
        Assert.Equal([1, 2, 3], registrations.Select(registration => registration.Id.Tag));
        Assert.All(registrations, registration => Assert.True(registration is { IsRegistered: true, OwnProcess: null } && registration.Key == Nodes.Orders));
        Assert.Equal(3, workers.CountOf(Nodes.Orders));

        // Each is a handle of its own.
        registrations[2].Update(Nodes.Load(2));
        Assert.Equal([Nodes.Load(1), Nodes.Load(2)], workers.Values(one.Pid, Nodes.Orders));
        registrations[0].Dispose();
        Assert.Equal([Nodes.Load(2)], workers.Values(one.Pid, Nodes.Orders));
        one.Dispose();
        Assert.Equal(other.Pid, Assert.Single(workers.Lookup(Nodes.Orders)).Pid);
    }

    [Theory]
    [InlineData("ended", typeof(ObjectDisposedException), "has ended")]
    [InlineData("foreign", typeof(ArgumentException), "lives on another node")]
    [InlineData("null", typeof(ArgumentException), "One of the processes is null. (Parameter 'processes')")]
    [InlineData("value", typeof(ArgumentException), "MaxValueBytes")]
    [InlineData("key", typeof(ArgumentException), "MaxKeyBytes")]
    [InlineData("list", typeof(FormatException), "the list's own")]
    public async Task Where_one_cannot_be_registered_none_is(string what, Type expected, string text)
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: options => (options.MaxKeyBytes, options.MaxValueBytes, options.TimeProvider) = (64, 64, new ManualTime()));
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        network.Run();
        await using var here = new Watch<Workers.Key, Workers.Value>(onA.MonitorScope());
        await using var there = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        using var one = a.Spawn();
        using var last = a.Spawn();
        using var foreign = b.Spawn();
        using var ended = a.Spawn();
        ended.Dispose();
        var before = onA.Register(one, Nodes.Orders, Nodes.Load(0));

        IEnumerable<LocalProcess> Processes()
        {
            yield return one;
            yield return what switch { "ended" => ended, "foreign" => foreign, "null" => null!, "list" => throw new FormatException("the list's own"), _ => one };
            yield return last;
        }

        var (key, value) = (what == "key" ? new Workers.Key(new string('k', 65), 0) : Nodes.Orders, what == "value" ? new(new string('v', 65), 0) : Nodes.Load(1));
        var error = Assert.Throws(expected, () => onA.Register(Processes(), key, value));
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, onA.Count);

        // The next number follows the last one: nothing was logged. Nobody was told anything.
        var after = onA.Register(last, Nodes.Orders, Nodes.Load(2));
        Assert.Equal(before.Id.Tag + 1, after.Id.Tag);
        network.Run();
        foreach (var watch in new[] { here, there })
        {
            Assert.Equal(before.Id, (await watch.UntilAsync(change => change.Kind != ChangeKind.Synced)).Entry.Id);
            Assert.Equal(after.Id, (await watch.NextAsync()).Entry.Id);
        }
    }

    [Fact]
    public async Task A_process_that_ends_meanwhile_is_in_with_all_or_out_with_all()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var round = 0; round < 200; round++)
        {
            var processes = Enumerable.Range(0, 1 + (round % 20)).Select(_ => node.Spawn()).ToArray();
            var dying = node.Spawn();
            var isIn = false;
            await Nodes.TogetherAsync(
                dying.Dispose,
                () =>
                {
                    try
                    {
                        isIn = workers.Register([.. processes, dying], Nodes.Orders, Nodes.Load(round)).Count > 0;
                    }
                    catch (ObjectDisposedException)
                    {
                        // The process was the first to end.
                    }
                });
            Assert.Equal(isIn ? processes.Select(process => process.Pid).ToHashSet() : [], workers.Lookup(Nodes.Orders).Select(member => member.Pid).ToHashSet());
            Assert.Equal(isIn ? processes.Length : 0, workers.UnregisterAll(Nodes.Orders));
        }
    }

    [Fact]
    public async Task Unregistering_takes_the_most_recent_entry_of_each_as_often_as_it_is_named()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var one = node.Spawn();
        using var other = node.Spawn();
        using var nobody = node.Spawn();
        for (var i = 0; i < 4; i++)
        {
            workers.Register(one, Nodes.Orders, Nodes.Load(i));
            workers.Register(other, Nodes.Orders, Nodes.Load(i));
            workers.Register(one, new("mail", 1), Nodes.Load(i));
        }

        Assert.Equal(3, workers.Unregister([one, nobody, other, one], Nodes.Orders));
        Assert.Equal([Nodes.Load(0), Nodes.Load(1)], workers.Values(one.Pid, Nodes.Orders));
        Assert.Equal([Nodes.Load(0), Nodes.Load(1), Nodes.Load(2)], workers.Values(other.Pid, Nodes.Orders));
        Assert.Equal(2, workers.Unregister([one, one, one, one, one], Nodes.Orders));
        Assert.Equal(0, workers.Unregister([one, nobody], Nodes.Orders));
        Assert.Equal(4, workers.Values(one.Pid, new("mail", 1)).Count);
        Assert.Equal(3, workers.CountOf(Nodes.Orders));
    }

    [Fact]
    public async Task Unregistering_what_is_not_of_this_node_or_has_ended_takes_nothing()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var there = b.Spawn();
        using var ended = a.Spawn();
        onB.Register(there, Nodes.Orders, Nodes.Load(1));
        ended.Dispose();
        network.Run();
        Assert.Equal(0, onA.Unregister([there, ended], Nodes.Orders));
        Assert.Equal(0, onA.UnregisterAll(Nodes.Orders));
        network.Run();
        Assert.Equal((1, 1), (onA.Count, onB.Count));
    }

    [Fact]
    public async Task All_entries_of_this_node_under_a_key_go_and_no_others()
    {
        var network = InMemoryNetwork.StepByStep(2);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        var there = onB.Register(Nodes.Orders, Nodes.Load(9));
        onA.Register([process, process], Nodes.Orders, Nodes.Load(1));
        onA.Register(Nodes.Orders, Nodes.Load(2));
        var mail = onA.Register(process, new("mail", 1), Nodes.Load(3));
        network.Run();
        Assert.Equal(4, onB.CountOf(Nodes.Orders));
        Assert.Equal(3, onA.UnregisterAll(Nodes.Orders));
        Assert.Equal(0, onA.UnregisterAll(Nodes.Orders));
        network.Run();
        foreach (var scope in new[] { onA, onB })
        {
            Assert.Equal(there.Pid, Assert.Single(scope.Lookup(Nodes.Orders)).Pid);
            Assert.Equal(mail.Pid, Assert.Single(scope.Lookup(mail.Key)).Pid);
        }
    }

    [Fact]
    public async Task An_empty_list_does_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        Assert.Empty(workers.Register([], Nodes.Orders, Nodes.Load(1)));
        Assert.Equal(0, workers.Unregister([], Nodes.Orders));
        Assert.Equal(0, workers.UnregisterAll(Nodes.Orders));
        Assert.Equal(1, workers.Register(Nodes.Orders, Nodes.Load(1)).Id.Tag);
        Assert.Throws<ArgumentNullException>(() => workers.Register((IEnumerable<LocalProcess>)null!, Nodes.Orders, Nodes.Load(1)));
        Assert.Throws<ArgumentNullException>(() => workers.Unregister((IEnumerable<LocalProcess>)null!, Nodes.Orders));
        Assert.Throws<ArgumentException>(() => workers.Unregister([null!], Nodes.Orders));
        await workers.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => workers.Register([], Nodes.Orders, Nodes.Load(1)));
        Assert.Throws<ObjectDisposedException>(() => workers.Unregister([], Nodes.Orders));
        Assert.Throws<ObjectDisposedException>(() => workers.UnregisterAll(Nodes.Orders));
    }

    [Fact]
    public async Task A_unique_key_has_one_holder_so_several_are_refused_and_all_can_be_taken_out()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        using var process = node.Spawn();
        var key = new Sessions.Key("ann");
        var error = Assert.Throws<InvalidOperationException>(() => sessions.Scope.Register([process], key, new("phone", 1)));
        Assert.Contains("\"sessions\" has unique keys", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, sessions.Count);
        sessions.Register(process, key, new("phone", 1));
        Assert.Equal(1, sessions.Unregister([process, process], key));
        sessions.Register(process, key, new("phone", 2));
        Assert.Equal(1, sessions.UnregisterAll(key));
        Assert.Equal(0, sessions.UnregisterAll(key));
        Assert.True(sessions.TryRegister(process, key, new("phone", 3), out _, out _));
    }
}
