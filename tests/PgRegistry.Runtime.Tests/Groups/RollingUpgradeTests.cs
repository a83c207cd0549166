extern alias First;
extern alias Second;

using System.Collections.Frozen;
using PgRegistry.Tests.Behaviour;
using NewJobs = Second::PgRegistry.Upgrade.Jobs;
using NewStock = Second::PgRegistry.Upgrade.Stock;
using OldJobs = First::PgRegistry.Upgrade.Jobs;
using OldStock = First::PgRegistry.Upgrade.Stock;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Three nodes are upgraded one by one from one build of a service to the next, which are assemblies of their own. The later one adds members
/// with defaults and renames one: all share the scope all the time.
/// </summary>
public sealed class RollingUpgradeTests
{
    private const int LinkLost = 4;
    private const int SchemaRefused = 5;
    private const int MessagesRefused = 6;
    private const int CasesUnknown = 14;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Old_and_new_share_the_scope(int seed)
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        var old = new Dictionary<string, OldJobs>();
        var upgraded = new Dictionary<string, NewJobs>();
        var nodes = new Dictionary<string, RegistryNode>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            nodes[name] = await Nodes.StartAsync(name, network, logs);
            old[name] = nodes[name].Open<OldJobs>();
            old[name].Register(new("orders", 1), OldValue(name));
        }

        network.Run();
        foreach (var name in nodes.Keys.ToList())
        {
            await nodes[name].DisposeAsync();
            old.Remove(name);
            nodes[name] = await Nodes.StartAsync(name, network, logs);
            upgraded[name] = nodes[name].Open<NewJobs>();
            upgraded[name].Register(new("orders", 1), NewValue(name));
            upgraded[name].Register(new("orders", 1, "us"), NewValue(name));
            network.Run();

            foreach (var there in old.Values)
            {
                // A key's new member is not there: what it tells apart comes together.
                Assert.Equal(
                    old.Keys.Concat(upgraded.Keys).Concat(upgraded.Keys).Order(StringComparer.Ordinal),
                    there.Lookup("orders", 1).Select(member => member.Value.Role).Order(StringComparer.Ordinal));
                Assert.All(there.Lookup("orders", 1), member => AssertOld(OldValue(member.Value.Role), member.Value));
            }

            foreach (var here in upgraded.Values)
            {
                Assert.Equal(3, here.CountOf(new("orders", 1)));
                Assert.Equal(upgraded.Count, here.CountOf(new("orders", 1, "us")));
                foreach (var (pid, value) in here.Lookup(new("orders", 1)))
                {
                    AssertNew(old.ContainsKey(value.Role) ? NewValueOfOld(value.Role) : NewValue(value.Role), value);
                    Assert.Equal(value.Role, pid.Node!.Name);
                }
            }
        }

        Assert.Empty(logs.Of(SchemaRefused));
        Assert.Empty(logs.Of(MessagesRefused));
        foreach (var node in nodes.Values)
        {
            await node.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Updates_and_resyncs_cross_between_old_and_new(int seed)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        await using var old = a.Open<OldJobs>();
        await using var upgraded = b.Open<NewJobs>();
        using var oldEntry = old.Register(new("orders", 1), OldValue("a"));
        using var newEntry = upgraded.Register(new("orders", 1), NewValue("b"));
        network.Run();
        network.Cut("a", "b");
        network.Run();
        newEntry.Update(value => value with { Zone = "south" });
        oldEntry.Update(value => value with { Load = 9 });
        network.Restore("a", "b");
        network.Run();
        await using var watch = old.MonitorScope();
        newEntry.Update(value => value with { Zone = "north" });
        newEntry.Update(value => value with { Weight = 8 });
        network.Run();

        Assert.Equal((8, 9), (old.Lookup("orders", 1).Single(member => member.Value.Role == "b").Value.Load, upgraded.Lookup(new("orders", 1)).Single(member => member.Value.Role == "a").Value.Weight));

        // That the zone changed is nothing that the former build could see.
        await using var changes = watch.GetAsyncEnumerator(Deadline.Token());
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal((ChangeKind.Updated, 4, 8), (changes.Current.Kind, changes.Current.OldValue!.Load, changes.Current.Value!.Load));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Messages_cross_as_far_as_both_know_them(int seed)
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, logs);
        await using var b = await Nodes.StartAsync("b", network);
        await using var old = a.Open<OldJobs>();
        await using var upgraded = b.Open<NewJobs>();
        using var onA = a.Spawn();
        using var onB = b.Spawn();
        using var oldInbox = old.OpenInbox(onA);
        using var newInbox = upgraded.OpenInbox(onB);
        network.Run();

        Assert.True(old.Send(onB.Pid, new OldJobs.Message.Said("hello")));
        Assert.True(old.Send(onB.Pid, new OldJobs.Message.Retired(1)));
        Assert.True(upgraded.Send(onA.Pid, new NewJobs.Message.Said("hi", 7)));
        Assert.True(upgraded.Send(onA.Pid, new NewJobs.Message.Greeted(1)));
        network.Run();

        Assert.Equal(new NewJobs.Message.Said("hello", 3), (await newInbox.ReceiveAsync(Deadline.Token())).Message);
        Assert.Equal(new OldJobs.Message.Said("hi"), (await oldInbox.ReceiveAsync(Deadline.Token())).Message);
        Assert.Equal((0, 0), (oldInbox.Count, newInbox.Count));
        Assert.Equal((1, 1), (old.Scope.UndeliveredMessages, upgraded.Scope.UndeliveredMessages));
        var line = Assert.Single(logs.Of(CasesUnknown));
        Assert.Contains("message:Added is not known here and message:Retired is not known there", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_sets_and_dictionaries_tell_apart_by_a_new_member_comes_together_in_the_former_build()
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, logs);
        await using var b = await Nodes.StartAsync("b", network, logs);
        await using var old = a.Open<OldStock>();
        await using var upgraded = b.Open<NewStock>();
        using var onA = a.Spawn();
        using var inbox = old.OpenInbox(onA);
        NewStock.Item[] items = [new("bolt", 1), new("bolt", 2), new("nut", 1)];
        var counts = items.ToDictionary(item => item, item => item.Size);
        using var entry = upgraded.Register(new("x"), new(items.ToFrozenSet(), counts.ToFrozenDictionary()));
        Settle(network);
        Assert.True(upgraded.Send(onA.Pid, new(counts, [.. items])));
        Settle(network);

        var value = Assert.Single(old.Lookup("x")).Value;
        OldStock.Item[] expected = [new("bolt"), new("nut")];
        Assert.Equal(expected.ToHashSet(), value.Items);
        Assert.Equal(expected.ToHashSet(), [.. value.Counts.Keys]);
        var message = (await inbox.ReceiveAsync(Deadline.Token())).Message;
        Assert.Equal(expected.ToHashSet(), [.. message.Sold.Keys]);
        Assert.Equal(expected.ToHashSet(), message.Missing);
        Assert.Empty(logs.Of(LinkLost));
    }

    // Nodes that refuse what they read dial each other for ever.
    private static void Settle(InMemoryNetwork network) => Assert.Contains(Enumerable.Range(0, 10_000), _ => !network.Step());

    private static OldJobs.Value OldValue(string name) => new(name, 4, new("Ulm"), [new("Rom"), new("Bonn")]);

    private static NewJobs.Value NewValueOfOld(string name) => new(name, 4, new("Ulm", 12.5), [new("Rom", 12.5), new("Bonn", 12.5)]) { Zone = "west" };

    private static NewJobs.Value NewValue(string name) =>
        new(name, 4, new("Ulm", 478), [new("Rom", 21), new("Bonn", 60)], DayOfWeek.Friday) { Zone = "east", Spare = new("Riga") };

    private static void AssertOld(OldJobs.Value expected, OldJobs.Value actual)
    {
        Assert.Equal(expected with { Others = default }, actual with { Others = default });
        Assert.Equal(expected.Others, actual.Others);
    }

    private static void AssertNew(NewJobs.Value expected, NewJobs.Value actual)
    {
        Assert.Equal(expected with { Others = default }, actual with { Others = default });
        Assert.Equal(expected.Others, actual.Others);
    }
}
