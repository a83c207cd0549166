namespace PgRegistry.Tests.Behaviour;

public sealed class UniqueKeyTests
{
    private static readonly Sessions.Key Ann = new("ann");

    [Fact]
    public async Task A_held_key_is_refused_with_its_holder_also_to_the_holder_itself()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        using var holder = node.Spawn();
        using var other = node.Spawn();
        sessions.Register(holder, Ann, new("phone", 1));
        foreach (var register in new Action[]
        {
            () => sessions.Register(other, Ann, new("tablet", 2)),
            () => sessions.Register(holder, Ann, new("tablet", 2)),
            () => sessions.Register(Ann, new("tablet", 2)),
        })
        {
            var refused = Assert.Throws<AlreadyRegisteredException>(register);
            Assert.Equal((holder.Pid, "sessions", (object)Ann), (refused.Holder, refused.Scope, refused.Key));
            Assert.Contains(holder.ToString(), refused.Message, StringComparison.Ordinal);
            Assert.Contains("sessions", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(new("phone", 1), Assert.Single(sessions.Lookup(Ann)).Value);
        Assert.Empty(sessions.KeysOf(other.Pid));
    }

    [Fact]
    public async Task TryRegister_hands_out_the_holder_and_starts_no_process()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        using var process = node.Spawn();
        Assert.True(sessions.TryRegister(Ann, new("phone", 1), out var own, out var nobody));
        Assert.True(nobody.IsNone);
        Assert.Equal(own.Pid, sessions.WhereIs(Ann));

        Assert.False(sessions.TryRegister(process, Ann, new("tablet", 2), out var none, out var holder));
        Assert.Equal(default, none);
        Assert.Equal(own.Pid, holder);
        Assert.False(sessions.TryRegister(own.OwnProcess!, Ann, new("tablet", 2), out _, out holder));
        Assert.Equal(own.Pid, holder);
        Assert.False(sessions.TryRegister(Ann, new("tablet", 2), out none, out holder));
        Assert.Equal(default, none);
        Assert.Equal(own.Pid, holder);

        own.Dispose();
        Assert.Null(sessions.WhereIs(Ann));
        Assert.True(sessions.TryRegister(process, Ann, new("tablet", 2), out var second, out _));
        Assert.Equal(process.Pid, second.Pid);
        Assert.Null(second.OwnProcess);
        Assert.True(sessions.TryRegister(process, new("bob"), new("tablet", 2), out _, out _));
        Assert.Equal(2, sessions.Count);
    }

    [Fact]
    public async Task A_key_is_free_when_its_holder_has_ended_unregistered_or_disposed()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        var ended = node.Spawn();
        sessions.Register(ended, Ann, new("phone", 1));
        ended.Dispose();
        using var process = node.Spawn();
        sessions.Register(process, Ann, new("phone", 2)).Dispose();
        sessions.Register(process, Ann, new("phone", 3));
        Assert.True(sessions.Unregister(process, Ann));
        sessions.Register(process, Ann, new("phone", 4));
        Assert.True(sessions.Update(process, Ann, new("phone", 5)));
        Assert.Equal(new("phone", 5), Assert.Single(sessions.Lookup(Ann)).Value);
    }

    [Fact]
    public async Task Each_node_has_its_own_holder_and_WhereIs_knows_only_this_nodes()
    {
        var network = InMemoryNetwork.StepByStep(3);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Sessions>();
        var onB = b.Open<Sessions>();
        using var first = onA.Register(Ann, new("phone", 1));
        network.Run();
        Assert.Null(onB.WhereIs(Ann));
        using var second = onB.Register(Ann, new("tablet", 2));
        network.Run();
        Assert.Equal(2, onA.CountOf(Ann));
        Assert.Equal(first.Pid, onA.WhereIs(Ann));
        Assert.Equal(second.Pid, onB.WhereIs(Ann));
        Assert.Equal(first.Pid, Assert.Throws<AlreadyRegisteredException>(() => onA.Register(Ann, new("phone", 3))).Holder);
    }

    [Fact]
    public async Task Of_many_threads_exactly_one_gets_the_key()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        for (var round = 0; round < 80; round++)
        {
            var got = new Registration<Sessions.Key, Sessions.Value>[3];
            var holders = new Pid[3];
            await Nodes.TogetherAsync(
                [.. Enumerable.Range(0, got.Length).Select(i => new Action(() => sessions.TryRegister(Ann, new("phone", i), out got[i], out holders[i])))]);
            var winner = Assert.Single(got, registration => registration != default);
            Assert.All(holders.Where((_, i) => got[i] == default), holder => Assert.Equal(winner.Pid, holder));
            winner.Dispose();
        }

        Assert.Equal(0, sessions.Count);
    }

    [Fact]
    public async Task What_belongs_to_unique_scopes_says_so_to_generic_code()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>().Scope;
        var refused = Assert.Throws<InvalidOperationException>(() => workers.WhereIs(Nodes.Orders));
        Assert.Contains("unique", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => workers.TryRegister(Nodes.Orders, Nodes.Load(1), out _, out _));
        Assert.Equal(0, workers.Count);
    }
}
