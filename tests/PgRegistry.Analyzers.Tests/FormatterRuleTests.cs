using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>PGR0004: what cannot go over the wire.</summary>
public sealed class FormatterRuleTests
{
    [Theory]
    [InlineData("bool, sbyte, byte, short, ushort, int, uint, long, ulong, char, float, double, decimal, string")]
    [InlineData("Half, Int128, UInt128, Guid, DayOfWeek")]
    [InlineData("bool?, ulong?, char?, decimal?, string?, Half?, UInt128?, Guid?, DayOfWeek?")]
    [InlineData("DateTime, DateTimeOffset, DateOnly, TimeOnly, TimeSpan, Uri, Pid, NodeId, DateTime?, TimeSpan?, Uri?, Pid?, NodeId?")]
    [InlineData("Inner, Inner?, Outer, Outer?, Pair<int>, Pair<Pair<string?>?>")]
    public async Task Types_with_a_format(string types)
    {
        foreach (var type in types.Split(", "))
        {
            await Expect.NothingAsync(Value($"public sealed record Value({type} Member);"));
        }
    }

    [Theory]
    [InlineData("int[,]")]
    [InlineData("Queue<int>")]
    [InlineData("object")]
    [InlineData("nint")]
    [InlineData("(int A, int B)")]
    [InlineData("KeyValuePair<int, int>")]
    [InlineData("System.Threading.CancellationToken")]
    [InlineData("Func<int>")]
    [InlineData("dynamic")]
    public Task Types_without_a_format(string type) =>
        Expect.OneAsync("PGR0004", "Member", "use a primitive, a string, an enum, a time, a collection or a record of these", Value($"public sealed record Value({type} Member);"));

    [Fact]
    public Task The_member_that_is_wrong_is_named_and_pointed_at() =>
        Expect.OneAsync("PGR0004", "Home", "'Value.Address.Home' cannot go over the wire: 'Version'", Value("public record Value(Address Address); public record Address(int Number, Version Home);"));

    [Theory]
    [InlineData("public sealed record Value(int A) { public int B { get; } = A; }", "keeps 'B'")]
    [InlineData("public sealed record Value(int A) { private int _b = A; public int B => _b; }", "keeps '_b'")]
    [InlineData("public sealed record Value(int A) { private int B { get; set; } }", "keeps 'B'")]
    [InlineData("public sealed record Value(int A) { public int B { get; private set; } }", "keeps 'B'")]
    [InlineData("public sealed record Value(int A) { public readonly int B = A; }", "keeps 'B'")]
    [InlineData("public sealed record Value(int A) { public event Action? B; public void Raise() => B?.Invoke(); }", "keeps 'B'")]
    [InlineData("public sealed record Value { private Value() { } }", "no accessible constructor")]
    [InlineData("public sealed record Value { public Value(int b) => A = b; public int A { get; init; } }", "no accessible constructor")]
    [InlineData("public sealed record Value(int A) { public long A { get; init; } = A; }", "no accessible constructor")]
    [InlineData("public sealed class Value { public int A { get; init; } }", "declare it as one")]
    [InlineData("public enum Value { A }", "declare it as one")]
    [InlineData("public abstract record Value(int A);", "is abstract")]
    [InlineData("public sealed record Value(Value? Next);", "contains itself")]
    public async Task Records_that_would_lose_something(string value, string mentions)
    {
        var found = Assert.Single(await Analysis.FindAsync(Value(value)));
        Assert.StartsWith("PGR0004 ", found, StringComparison.Ordinal);
        Assert.Contains(mentions, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public record struct Value { public int A; public int B { get; set; } }")]
    [InlineData("public record struct Value(int A) { public int Twice => A * 2; public static int Count { get; set; } public int this[int i] => i; }")]
    [InlineData("public sealed record Value { public Value(int b, int a) => (A, B) = (a, b); public int A { get; } public int B { get; } }")]
    [InlineData("public sealed record Value(int A) { public required string B { get; init => field = value.Trim(); } }")]
    [InlineData("public record Base(int A); public sealed record Value(int A, int B) : Base(A) { public int C { get; init; } }")]
    public Task Records_that_keep_everything(string value) => Expect.NothingAsync(Value(value));

    [Fact]
    public async Task Records_that_contain_each_other_are_reported_once()
    {
        var found = await Analysis.FindAsync(Value("public record Value(A A, A B); public record A(B B); public record B(A? A);"));

        Assert.StartsWith("PGR0004 'A': 'Value.A.B.A' cannot go over the wire: 'Workers.A' contains itself", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generic_records_that_grow_for_ever_end() =>
        Assert.Contains("contains itself", Assert.Single(await Analysis.FindAsync(Value("public record Value(Grow<int> A); public record Grow<T>(Grow<Grow<T>>? Next);"))), StringComparison.Ordinal);

    [Fact]
    public async Task Records_that_double_at_each_level_end()
    {
        var levels = string.Concat(Enumerable.Range(0, 28).Select(i => $"public record L{i}(L{i + 1} A, L{i + 1} B); "));

        var found = Assert.Single(await Analysis.FindAsync(Value($"public record Value(L0 Root); {levels} public record L28(int A);")));
        Assert.Contains("more than 1000 members", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_member_that_is_wrong_is_reported_in_key_value_and_message()
    {
        var found = await Analysis.FindAsync(
            "[RegistryScope] public partial class Workers { public record Key(Version A, Version B); public record Value(Version C); public record Message(Version D); }");

        Assert.Equal(["A", "B", "C", "D"], found.Select(text => text.Split('\'')[1]));
    }

    [Fact]
    public async Task Records_of_other_assemblies_are_judged_alike()
    {
        var library = Analysis.CompileReference(
            """
            namespace Lib;
            public readonly record struct Point(int X, int Y) { public int Sum => X + Y; }
            public sealed record Place(Point Point) { public string? Name { get; init; } }
            public record struct Hidden(int X) { private int _y = X; public readonly int Y() => _y; }
            public sealed record Got(int X) { public int Y { get; } = X; }
            """);

        Assert.Empty(await Analysis.FindAsync(Value("public sealed record Value(Lib.Point A, Lib.Place? B, Lib.Point? C);"), library));
        Assert.Contains("keeps '_y'", Assert.Single(await Analysis.FindAsync(Value("public sealed record Value(Lib.Hidden A);"), library)), StringComparison.Ordinal);
        Assert.Contains("keeps 'Y'", Assert.Single(await Analysis.FindAsync(Value("public sealed record Value(Lib.Got A);"), library)), StringComparison.Ordinal);
    }

    private static string Value(string value) =>
        "[RegistryScope] public partial class Workers { public record struct Key(int Id); " + value
        + " } public readonly record struct Inner(int A); public sealed record Outer(Inner Inner); public record struct Pair<T>(T First, T Second);";
}
