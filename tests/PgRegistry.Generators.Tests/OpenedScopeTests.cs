using PgRegistry.Generators.Tests.Scopes;

namespace PgRegistry.Generators.Tests;

/// <summary>Generated scopes opened on a node: every operation reaches the runtime.</summary>
public sealed class OpenedScopeTests
{
    [Fact]
    public async Task A_scope_with_duplicate_keys()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "generated-1" }, TestContext.Current.CancellationToken);
        await using var jobs = node.Open<Jobs>();
        using var me = node.Spawn();

        using var first = jobs.Register(me, new("orders", 1), new("primary", 0));
        using var second = jobs.Register(new("orders", 1), new("spare", 0));

        Assert.Equal(("Jobs", "Jobs", KeyMode.Duplicate, node.Id), (Jobs.ScopeName, jobs.Name, jobs.Mode, jobs.Node));
        Assert.Equal(2, jobs.Lookup(new("orders", 1)).Count);
        Assert.Equal(2, jobs.Lookup("orders", 1).Count);
        Assert.Equal(2, jobs.LookupLocal("orders", 1).Count);
        Assert.Equal((2, 0, 2, 2), (jobs.CountOf("orders", 1), jobs.CountOf("orders", 2), jobs.Count, jobs.CountOn(node.Id)));

        Assert.True(jobs.Update(me, new("orders", 1), new("primary", 4)));
        Assert.True(jobs.Update(me, new("orders", 1), value => value with { Load = value.Load + 1 }));
        Assert.Equal([new("primary", 5)], jobs.Values(me.Pid, new("orders", 1)));
        Assert.Equal([new("orders", 1)], jobs.Keys());
        Assert.Equal([new("orders", 1)], jobs.KeysOf(me.Pid));
        Assert.Equal(2, jobs.Entries().Count);
        Assert.Empty(jobs.Peers);

        await using var all = jobs.MonitorScope();
        await using var one = jobs.Monitor("orders", 1);
        Assert.Equal(2, all.Snapshot.Count);
        Assert.Equal(2, one.Snapshot.Count);

        Assert.True(jobs.Unregister(me, new("orders", 1)));
        Assert.Equal(1, jobs.Scope.Count);
        await jobs.ReplicatedAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_scope_with_unique_keys_and_messages()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "generated-2" }, TestContext.Current.CancellationToken);
        await using var games = node.Open<Games>();
        using var me = node.Spawn();
        using var inbox = games.OpenInbox(me);

        Assert.True(games.TryRegister(me, new("chess"), new(2), out var registration, out _));
        Assert.False(games.TryRegister(new("chess"), new(3), out _, out var holder));
        Assert.Throws<AlreadyRegisteredException>(() => games.Register(new("chess"), new(3)));

        Assert.Equal(me.Pid, holder);
        Assert.Equal(me.Pid, games.WhereIs("chess"));
        Assert.Null(games.WhereIs(new("go")));
        Assert.Equal(("games", KeyMode.Unique), (games.Name, games.Mode));

        Assert.True(games.Send(me.Pid, new("one")));
        Assert.Equal(me.Pid, games.Send(new("chess"), new("two"), me));
        Assert.Equal(1, games.Publish(new("chess"), new("three")));
        registration.Dispose();
        Assert.Null(games.Send(new Games.Key("chess"), new("four")));
    }
}
