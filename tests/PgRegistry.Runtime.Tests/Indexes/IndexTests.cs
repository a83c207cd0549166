using PgRegistry.Tests.Behaviour;
using PgRegistry.Tests.Patterns;

namespace PgRegistry.Tests.Indexes;

/// <summary>Entries are found by indexed members of their values, at the cost of what is found.</summary>
public sealed class IndexTests
{
    private static readonly Players.Key Hall = new("hall");

    [Fact]
    public async Task Lookups_by_a_member_find_what_is_there_now()
    {
        await using var node = await Nodes.StartAsync();
        var players = node.Open<Players>();
        using var process = node.Spawn();
        using var ann = players.Register(process, Hall, new("admin", 1, Team.Red));
        using var bob = players.Register(Hall, new("guest", 2) { Guild = "owls" });
        using var cid = players.Register(new("yard"), new("admin", 3, Team.Blue));

        Assert.Equal([ann.Pid, cid.Pid], players.LookupByRole("admin").Select(entry => entry.Pid));
        Assert.Equal([ann.Pid], players.LookupByRole(Hall, "admin").Select(member => member.Pid));
        Assert.Equal([bob.Pid], players.LookupByTeam(null).Select(entry => entry.Pid));
        Assert.Equal([cid.Pid], players.LookupByTeam(Team.Blue).Select(entry => entry.Pid));
        Assert.Equal([ann.Pid, cid.Pid], players.LookupByGuild(null).Select(entry => entry.Pid));
        Assert.Empty(players.LookupByRole("nobody"));
        Assert.Empty(players.LookupByRole(new("cellar"), "admin"));

        ann.Update(value => value with { Role = "guest" });
        Assert.Equal([(bob.Pid, 2), (ann.Pid, 1)], players.LookupByRole(Hall, "guest").Select(member => (member.Pid, member.Value.Score)));
        ann.Update(value => value with { Score = 9 });
        Assert.Equal(9, players.LookupByRole("guest").Single(entry => entry.Pid == ann.Pid).Value.Score);

        process.Dispose();
        Assert.Equal([bob.Pid], players.LookupByRole("guest").Select(entry => entry.Pid));
        bob.Dispose();
        cid.Dispose();
        Assert.Empty(players.LookupByRole("guest").Concat(players.LookupByRole("admin")));
    }

    [Fact]
    public async Task A_computed_member_is_indexed_and_one_that_throws_is_its_default()
    {
        await using var node = await Nodes.StartAsync();
        var players = node.Open<Players>();
        using var ann = players.Register(Hall, new("admin", 25));
        using var bob = players.Register(Hall, new("guest", -1));

        Assert.Equal(ann.Pid, Assert.Single(players.LookupByLevel(2)).Pid);
        Assert.Equal(bob.Pid, Assert.Single(players.LookupByLevel(0)).Pid);
        ann.Update(value => value with { Score = -5 });
        Assert.Equal(2, players.LookupByLevel(Hall, 0).Count);
        ann.Dispose();
        Assert.Equal(bob.Pid, Assert.Single(players.LookupByLevel(0)).Pid);
    }

    [Fact]
    public async Task Patterns_use_an_index_by_themselves()
    {
        await using var node = await Nodes.StartAsync();
        var players = node.Open<Players>();
        for (var i = 0; i < 400; i++)
        {
            players.Register(new(i < 200 ? "hall" : $"room {i}"), new(i % 100 == 0 ? "admin" : "guest", i, i % 2 == 0 ? Team.Red : null));
        }

        AssertAsked(new() { Role = "admin" }, found: 4, asked: 4);
        AssertAsked(new() { Role = "admin", Score = { AtLeast = 200 } }, found: 2, asked: 4);
        AssertAsked(new() { Role = { OneOf = ["admin", "nobody", "admin"] } }, found: 4, asked: 4);
        AssertAsked(new() { Role = { Not = "guest" }, Team = Team.Blue }, found: 0, asked: 0);
        AssertAsked(new() { Team = null }, found: 200, asked: 200);
        AssertAsked(new() { Role = { Not = "guest" } }, found: 4, asked: 400);
        AssertAsked(new() { Role = { StartsWith = "ad" } }, found: 4, asked: 400);
        AssertAsked(new(), found: 400, asked: 400);

        var counting = new Counting<Players.Value>(new Players.ValuePattern { Role = "admin" });
        Assert.Equal(2, players.Scope.Match(Hall, counting).Count);
        Assert.Equal(2, players.Scope.CountMatch(Hall, counting));
        Assert.Equal(2, players.Scope.Select((Players.KeyPattern)Hall, counting).Count);
        Assert.Equal(6, counting.Asked);

        void AssertAsked(Players.ValuePattern pattern, int found, int asked)
        {
            var counting = new Counting<Players.Value>(pattern);
            Assert.Equal(found, players.Scope.Select(value: counting).Count);
            Assert.Equal(asked, counting.Asked);
            Assert.Equal(found, players.Entries().Count(entry => ((IPattern<Players.Value>)pattern).Matches(entry.Value)));
        }
    }

    [Fact]
    public async Task Calls_on_several_entries_and_removal_by_a_pattern_keep_the_index()
    {
        await using var node = await Nodes.StartAsync();
        var players = node.Open<Players>();
        LocalProcess[] processes = [.. Enumerable.Range(0, 50).Select(_ => node.Spawn())];
        players.Register(processes, Hall, new("admin", 1));
        Assert.Equal(50, players.LookupByRole(Hall, "admin").Count);
        players.Register(processes[0], Hall, new("admin", 2));
        players.Update(processes[0], Hall, new("guest", 3));

        Assert.Equal(49, players.LookupByRole("admin").Count);
        Assert.Equal([3, 3], players.LookupByRole("guest").Select(entry => entry.Value.Score));
        Assert.Equal(1, players.UnregisterMatch(processes[1], Hall, new Players.ValuePattern { Role = "admin" }));
        Assert.Equal(2, players.Unregister([processes[2], processes[3]], Hall));
        Assert.Equal(46, players.LookupByRole("admin").Count);
        players.UnregisterAll(Hall);
        Assert.Empty(players.LookupByRole("admin").Concat(players.LookupByRole("guest")));
    }

    [Fact]
    public async Task Other_nodes_entries_are_in_the_index_while_they_are_seen()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Players>(), b.Open<Players>());
        using var process = a.Spawn();
        using var ann = onA.Register(process, Hall, new("admin", 1));
        onA.Register(process, Hall, new("guest", 2));
        network.Run();
        Assert.Equal((1, 1), (onB.LookupByRole("admin").Count, onB.LookupByRole(Hall, "guest").Count));

        // What changes while the link is down is found by the resync.
        network.Cut("a", "b");
        network.Run();
        Assert.Empty(onB.LookupByRole("admin").Concat(onB.LookupByRole("guest")));
        ann.Update(value => value with { Role = "guest" });
        network.Restore("a", "b");
        network.Run();
        Assert.Equal((0, 2), (onB.LookupByRole("admin").Count, onB.LookupByRole("guest").Count));

        process.Dispose();
        network.Run();
        Assert.Empty(onB.LookupByRole("guest"));
    }
}
