using System.Reflection;
using PgRegistry.Generators.Tests.Scopes;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests;

/// <summary>Scopes of types that are declared elsewhere, opened on a node.</summary>
public sealed class ElsewhereTests
{
    private static readonly CancellationToken s_stop = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task A_text_as_the_key()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "a" }, s_stop);
        await using var scope = node.Open<ByName>();
        using var me = node.Spawn();
        using var entry = scope.Register(me, "orders", new("x", ["a"]) { Home = null });

        Assert.Equal("by-name", ByName.ScopeName);
        Assert.Equal(me.Pid, Assert.Single(scope.Lookup("orders")).Pid);
        Assert.Equal((1, 0), (scope.CountOf("orders"), scope.CountOf("mail")));
        Assert.Single(scope.Select("orders"));
        Assert.Single(scope.Select(new() { StartsWith = "or" }, new() { Name = "x", Tags = { EqualTo = ["a"] } }));
        Assert.Empty(scope.Select(new() { OneOf = ["mail"] }));
        Assert.Single(scope.Match("orders", new() { Home = null }));
        Assert.Equal((1, 1, 0), (scope.LookupByName("x").Count, scope.LookupByName("orders", "x").Count, scope.LookupByName("y").Count));
        Assert.Equal(["orders"], scope.Keys());
        Assert.Throws<ArgumentNullException>(() => scope.Register(null!, new("x", []) { Home = null }));
        Assert.Throws<ArgumentException>(() => scope.Register("\ud800", new("x", []) { Home = null }));
        entry.Update(value => value with { Tags = ["b"] });
        await using var watch = scope.Monitor("orders");
        Assert.Equal(["b"], watch.Snapshot[0].Value.Tags);
        Assert.Single(await scope.WaitForAsync("orders", s_stop));
    }

    [Fact]
    public async Task A_guid_as_the_key_a_number_as_the_value_and_texts_as_messages()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "a" }, s_stop);
        await using var scope = node.Open<ById>();
        using var me = node.Spawn();
        using var inbox = scope.OpenInbox(me);
        var id = Guid.NewGuid();

        Assert.True(scope.TryRegister(me, id, 3, out var entry, out _));
        Assert.False(scope.TryRegister(id, 4, out _, out var holder));
        Assert.Equal((me.Pid, me.Pid), (holder, scope.WhereIs(id)));
        Assert.Single(scope.Select(id, new() { AtLeast = 3 }));
        Assert.Equal(0, scope.CountMatch(id, 4));
        Assert.Equal(me.Pid, scope.Send(id, "hello"));
        Assert.Equal("hello", (await inbox.ReceiveAsync(s_stop)).Message);
        entry.Dispose();
    }

    [Fact]
    public async Task A_value_with_a_formatter_of_the_users()
    {
        var network = new InMemoryNetwork();
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network }, s_stop);
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network }, s_stop);
        await using var here = a.Open<ByDay>();
        await using var there = b.Open<ByDay>();

        using var entry = here.Register(DayOfWeek.Friday, new Money(5));

        Assert.Equal(new Money(5), (await there.WaitForAsync(DayOfWeek.Friday, s_stop))[0].Value);
        Assert.Single(there.Select(DayOfWeek.Friday, new Money(5)));
        Assert.Contains("of what it wrote for", Assert.Throws<ArgumentException>(() => here.Register(DayOfWeek.Monday, new Money(13))).Message, StringComparison.Ordinal);
        Assert.Contains("a debt", Assert.Throws<ArgumentException>(() => entry.Update(new Money(-1))).Message, StringComparison.Ordinal);
        Assert.Contains("more than one value", Assert.Throws<ArgumentException>(() => entry.Update(new Money(666))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => entry.Update((Money)null!));
        Assert.Equal("key enum:int32\nvalue formatter:money/1", SchemaOf(typeof(ByDay)));
    }

    [Fact]
    public async Task Records_with_required_members_and_cases_that_derive_from_cases()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "a" }, s_stop);
        await using var scope = node.Open<ByRoom>();
        using var me = node.Spawn();
        using var inbox = scope.OpenInbox(me);
        using var entry = scope.Register(me, new() { House = "h", Floor = 2 }, new("x", []) { Home = new("http://b") });

        Assert.Equal(me.Pid, scope.WhereIs("h", 2));
        Assert.Single(scope.Select(new() { House = "h", Floor = { AtLeast = 1 } }));
        var formatter = Formatters.Of<Talk>(typeof(ByRoom), "MessageUnionFormatter");
        Talk[] talks =
        [
            new Talk.Said("a") { Number = 1 }, new Talk.Shouted("b", 2) { Number = 3 }, new Talk.Slept(TimeSpan.FromDays(1)) { Number = 4, Why = "late" },
            new Talk.Slept(default) { Number = int.MinValue },
        ];
        Assert.All(talks, talk => Assert.Equal(talk, Formatters.RoundTrip(formatter, talk)));
        var many = Assert.IsType<Talk.Many>(Formatters.RoundTrip(formatter, new Talk.Many([new("c") { Number = 5 }]) { Number = 6 }));
        Assert.Equal((6, new Talk.Said("c") { Number = 5 }), (many.Number, many.All[0]));
        Assert.Throws<ArgumentException>(() => Formatters.Write(formatter, new Talk.Many([new Talk.Shouted("c", 1) { Number = 5 }]) { Number = 6 }));
        Damage.Check(formatter, talks[1]);
        Assert.True(scope.Send(me.Pid, talks[1]));
        Assert.Equal(talks[1], (await inbox.ReceiveAsync(s_stop)).Message);
    }

    [Theory]
    [InlineData("[RegistryScope<string, int>] public partial class S;")]
    [InlineData("[RegistryScope<int, string, byte[]>(Keys = KeyMode.Unique)] public partial class S;")]
    [InlineData("[RegistryScope<string, string, string>(Keys = KeyMode.Unique)] public partial class S;")]
    [InlineData("[RegistryScope<DayOfWeek, DateTime, List<Dictionary<string, Lib.Place[]>>>] public partial class S;")]
    [InlineData("[RegistryScope<Lib.Place, Lib.Place, Lib.Place>] public partial class S;")]
    [InlineData("[RegistryScope<Lib.Place, Lib.Person, Lib.Talk>(Keys = KeyMode.Unique)] public partial class S { public class Key; public int Value { get; } }")]
    [InlineData("[RegistryScope<Lib.Pair<string>, Lib.Pair<Lib.Place>>] public partial class S;")]
    [InlineData("[RegistryScope<Key, Value, Message>] public partial class S; public record Key(int A, Lib.Place Message, Lib.Place? Value); public record struct Value(Key? Key); public record Message(Value Value);")]
    [InlineData("namespace N { [RegistryScope<Key, Value>] internal partial class S; internal record struct Key(string KeyPattern); internal enum Value { A } }")]
    [InlineData("[RegistryScope<Version, Version>(Formatters = [typeof(F)])] public partial class S; class F : PgRegistry.Wire.IWireFormatter<Version> { public void Write(ref PgRegistry.Wire.MessagePackWriter w, Version v) { } public Version Read(ref PgRegistry.Wire.MessagePackReader r) => new(); }")]
    [InlineData("[RegistryScope(Formatters = [typeof(F)])] public partial class S { public record struct Key(Version? A, Version B); public record Value(System.Collections.Immutable.ImmutableArray<Version?> C); } class F : PgRegistry.Wire.IWireFormatter<Version> { public void Write(ref PgRegistry.Wire.MessagePackWriter w, Version v) { } public Version Read(ref PgRegistry.Wire.MessagePackReader r) => new(); }")]
    [InlineData("[RegistryScope<Node, Node>] public partial class S; public sealed class Node(int id) : IEquatable<Node> { public int Id { get; } = id; public bool Equals(Node? other) => other?.Id == Id; public override bool Equals(object? obj) => Equals(obj as Node); public override int GetHashCode() => Id; }")]
    public void Compiles_without_warnings(string source)
    {
        var run = Generated.WithLibrary(
            """
            namespace Lib;
            public readonly record struct Place(int X, string Y);
            public sealed record Person { public Person(string name) => Name = name; public string Name { get; } public required int Age { get; init; } public Place? Home { get; init; } }
            public abstract record Talk(int Number) { public sealed record Said(int Number, string Text) : Talk(Number); public record @in(int Number) : Talk(Number); }
            public record struct Pair<T>(T First, T? Second);
            """,
            "using System; using System.Collections.Generic; using PgRegistry; " + source);

        Assert.True(run.Complaints().Length == 0, run.Complaints());
        Assert.Equal(2, run.Files.Count);
    }

    [Fact]
    public void It_takes_no_more_lines_than_one_with_nested_types() =>
        Assert.InRange(Generated.From("[PgRegistry.RegistryScope<Key, Value, Message>] public partial class S; public record struct Key(string A, int B); public record Value(string A, int B); public record Message(string A);")
            .Files.Values.Sum(text => text.Count(c => c == '\n')), 1, 250);

    private static string SchemaOf(Type scope) => (string)scope.GetField("Schema", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()!;
}
