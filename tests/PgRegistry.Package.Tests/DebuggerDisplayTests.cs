using System.Diagnostics;
using PgRegistry.Package.Tests.Support;
using PgRegistry.TestKit;

namespace PgRegistry.Package.Tests;

[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue, int Shard);

    public sealed record Value(string Role, int Load);

    public sealed record Message(string Text);
}

public sealed class DebuggerDisplayTests
{
    private static readonly Workers.Key s_orders = new("orders", 1);

    [Fact]
    public async Task Everything_that_has_a_display_shows_itself_before_and_after_its_end()
    {
        var node = await RegistryNode.StartAsync(new() { Name = "a" });
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        var registration = workers.Register(process, s_orders, Load(4));
        var stay = new TaskCompletionSource();
        var started = workers.Start(s_orders, Load(5), _ => stay.Task);
        var watch = workers.MonitorScope();
        var single = workers.Monitor(s_orders);
        var inbox = workers.OpenInbox(process);
        registration.Update(Load(6));
        var changes = watch.GetAsyncEnumerator(Deadline.Token());
        Assert.True(await changes.MoveNextAsync());
        var entry = workers.Scope.Entries().Single(entry => entry.Pid == process.Pid);
        var member = workers.Lookup(s_orders).First(member => member.Pid == process.Pid);

        (object Thing, string Alive, string Ended)[] things =
        [
            (process.Pid, $"{process.Pid}", $"{process.Pid}"),
            (node.Id, $"{node.Id}", $"{node.Id}"),
            (entry, $"{s_orders} {process.Pid} {Load(6)}", $"{s_orders} {process.Pid} {Load(6)}"),
            (member, $"{process.Pid} {Load(6)}", $"{process.Pid} {Load(6)}"),
            (workers.Lookup(s_orders), "Count = 2", "Count = 2"),
            (registration, $"{s_orders} {process.Pid} registered: True", $"{s_orders} {process.Pid} registered: False"),
            (process, $"{process.Pid} alive: True", $"{process.Pid} alive: False"),
            (started, $"{started.Pid} completion: WaitingForActivation", $"{started.Pid} completion: RanToCompletion"),
            (workers.Scope, $"Workers on {node.Id}, 2 entries", $"Workers on {node.Id}, closed"),
            (workers.Metadata, "0 items", "0 items"),
            (node, $"{node.Id}, 1 scopes, 0 peers", $"{node.Id}, 0 scopes, 0 peers, stopped"),
            (changes.Current, $"Updated {entry}, was {Load(4)}", $"Updated {entry}, was {Load(4)}"),
            (new Envelope<Workers.Message>(process.Pid, new("go")), $"{new Workers.Message("go")} from {process.Pid}", $"{new Workers.Message("go")} from {process.Pid}"),
            (inbox, $"{process.Pid} waiting: 0 dropped: 0", $"{process.Pid} waiting: 0 dropped: 0"),
            (watch, "Workers, 2 entries at first, 0 changes waiting", "Workers, 2 entries at first, 0 changes waiting, disposed"),
            (single, $"Workers {s_orders}, 2 entries at first, 1 changes waiting", $"Workers {s_orders}, 2 entries at first, 1 changes waiting, disposed"),
        ];
        Assert.All(things, thing => Assert.Equal(thing.Alive, DebuggerDisplays.Of(thing.Thing)));
        Assert.Equal(
            DebuggerDisplays.Displayed.Order(TypeNames.Instance),
            things.Select(thing => thing.Thing.GetType()).Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).Distinct().Order(TypeNames.Instance));

        await watch.DisposeAsync();
        await single.DisposeAsync();
        inbox.Dispose();
        await node.DisposeAsync();
        stay.SetResult();
        await started.Completion.WaitAsync(Deadline.Token());
        Assert.All(things, thing => Assert.Equal(thing.Ended, DebuggerDisplays.Of(thing.Thing)));
    }

    [Fact]
    public async Task A_scope_class_shows_what_its_scope_does()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "a" });
        var workers = node.Open<Workers>();
        using var registration = workers.Register(s_orders, Load(4));

        Assert.Equal($"Workers on {node.Id}, 1 entries", DebuggerDisplays.Of(workers));
        await workers.DisposeAsync();
        Assert.Equal($"Workers on {node.Id}, closed", DebuggerDisplays.Of(workers));
    }

    [Fact]
    public void Default_values_show_themselves()
    {
        Assert.Equal("<none>", DebuggerDisplays.Of(default(Pid)));
        Assert.Equal("(none)", DebuggerDisplays.Of(default(Entry<Workers.Key, Workers.Value>)));
        Assert.Equal("<none> ", DebuggerDisplays.Of(default(Member<Workers.Value>)));
        Assert.Equal("Count = 0", DebuggerDisplays.Of(default(Members<Workers.Value>)));
        Assert.Equal("(none)", DebuggerDisplays.Of(default(Change<Workers.Key, Workers.Value>)));
        Assert.Equal(" from <none>", DebuggerDisplays.Of(default(Envelope<Workers.Message>)));
    }

    [Fact]
    public async Task Members_and_scopes_list_what_they_have()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "a" });
        var workers = node.Open<Workers>();
        using var registration = workers.Register(s_orders, Load(4));

        var member = Assert.Single((Member<Workers.Value>[])DebuggerDisplays.Inside(workers.Lookup(s_orders))["Items"]!);
        Assert.Equal(new Member<Workers.Value>(registration.Pid, Load(4)), member);
        var entry = Assert.Single((Entry<Workers.Key, Workers.Value>[])DebuggerDisplays.Inside(workers.Scope)["FirstEntries"]!);
        Assert.Equal(registration.Id, entry.Id);

        await workers.DisposeAsync();
        Assert.Empty((Entry<Workers.Key, Workers.Value>[])DebuggerDisplays.Inside(workers.Scope)["FirstEntries"]!);
        Assert.Empty((Member<Workers.Value>[])DebuggerDisplays.Inside(default(Members<Workers.Value>))["Items"]!);
    }

    [Fact]
    public void A_display_of_what_is_not_there_is_found() =>
        Assert.Throws<MissingMemberException>(() => DebuggerDisplays.Of(new Misnamed()));

    private static Workers.Value Load(int load) => new("primary", load);

    [DebuggerDisplay("{Nmae}")]
    private sealed class Misnamed;

    private sealed class TypeNames : IComparer<Type>
    {
        public static readonly TypeNames Instance = new();

        public int Compare(Type? x, Type? y) => string.CompareOrdinal(x!.FullName, y!.FullName);
    }
}
