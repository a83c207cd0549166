using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>What is wrong with a message that is, or should be, one of several records.</summary>
public sealed class UnionRuleTests
{
    [Theory]
    [InlineData("public abstract record Message { public sealed record Said(string Text) : Message; public sealed record Closed : Message; }")]
    [InlineData("public record Message(string Text) { public record Said(string Text) : Message(Text); }")]
    [InlineData("public abstract record Message(Guid Id) { public static class Group { public sealed record Said(Guid Id) : Message(Id); } }")]
    [InlineData("public abstract record Message { private Message() { } public sealed record Said(string Text) : Message; public record struct Part(Version Uri); }")]
    [InlineData("public abstract record Message { public abstract record Of<T>(T Item) : Message; public sealed record Said(string Item) : Of<string>(Item); }")]
    [InlineData("public record Message(string Text) { public abstract record Base(string Text) : Message(Text); private abstract record Hidden(string Text) : Base(Text); }")]
    public Task Unions_with_a_format(string message) => Expect.NothingAsync(Message(message));

    [Theory]
    [InlineData("public abstract record Message;")]
    [InlineData("public abstract record Message { public sealed record Part(string Text); }")]
    [InlineData("public abstract record Message { public abstract record Base : Message; }")]
    [InlineData("public abstract record Message; public sealed record Said(string Text) : Message;")]
    public Task An_abstract_message_without_cases(string message) => Expect.OneAsync(
        "PGR0004", "Message", "is abstract and has no cases; declare records nested in it that derive from it, or make it not abstract", Message(message));

    [Theory]
    [InlineData("public sealed record Said<T>(T Item) : Message;")]
    [InlineData("public static class Group<T> { public sealed record Said(string Text) : Message; }")]
    public Task A_generic_case(string item) => Expect.OneAsync(
        "PGR0004", "Said", "is generic, and a case is one type; declare a record without type parameters for each", Message($"public abstract record Message {{ public sealed record Closed : Message; {item} }}"));

    [Theory]
    [InlineData("public", "private sealed record Said(string Text) : Message;", "Said")]
    [InlineData("public", "protected sealed record Said(string Text) : Message;", "Said")]
    [InlineData("public", "internal sealed record Said(string Text) : Message;", "Said")]
    [InlineData("internal", "private sealed record Said<T>(T Item) : Message;", "Said")]
    [InlineData("internal", "private static class Group { public sealed record Said(Version Uri) : Message; public sealed record Left : Message; }", "Group")]
    public Task A_case_less_accessible_than_the_scope(string scope, string item, string at) => Expect.OneAsync(
        "PGR0008", at, "make it public", Message($"public abstract record Message {{ public sealed record Closed : Message; {item} }}", scope));

    [Fact]
    public Task A_case_as_accessible_as_the_scope_is_fine() =>
        Expect.NothingAsync(Message("internal abstract record Message { internal sealed record Said(string Text) : Message; protected internal sealed record Closed : Message; }", "internal"));

    [Theory]
    [InlineData("public sealed record Said(Version Home) : Message;", "Home", "'Message.Said.Home' cannot go over the wire: 'Version'")]
    [InlineData("public static class Group { public sealed record Said(Part Item) : Message; } public record Part(Version Home);", "Home", "'Message.Group.Said.Item.Home'")]
    [InlineData("public sealed record Said(Said? Next) : Message;", "Next", "contains itself")]
    [InlineData("public sealed record Said(Message Next) : Message;", "Next", "is abstract, so that its members are not known")]
    [InlineData("public sealed record Said(int A) : Message { private int _b = A; public int B => _b; }", "Said", "keeps '_b'")]
    [InlineData("public sealed record Said : Message { private Said() { } }", "Said", "no accessible constructor")]
    public Task A_case_that_would_lose_something(string item, string at, string mentions) =>
        Expect.OneAsync("PGR0004", at, mentions, Message($"public abstract record Message {{ public sealed record Closed : Message; {item} }}"));

    [Theory]
    [InlineData("[WireName(\"Closed\")] public sealed record Left : Message;", "calls two things 'Closed' on the wire")]
    [InlineData("[WireName(\"\")] public sealed record Left : Message;", "has the [WireName(\"\")], and such a name has letters")]
    [InlineData("public static class Group { public sealed record Left : Message; } [WireName(\"Group.Left\")] public sealed record Gone : Message;", "has the [WireName(\"Group.Left\")], and such a name has letters")]
    [InlineData("[WireName(\"A.B\")] public static class Group { public sealed record Left : Message; }", "has the [WireName(\"A.B\")], and such a name has letters")]
    public Task A_case_with_a_name_that_the_schema_cannot_have(string item, string mentions) =>
        Expect.OneAsync("PGR0004", "Message", mentions, Message($"public abstract record Message {{ public sealed record Closed : Message; {item} }}"));

    [Fact]
    public Task What_all_cases_inherit_is_reported_once() => Expect.OneAsync(
        "PGR0004", "Home", "'Message.Closed.Home'",
        Message("public abstract record Message(Version Home) { public sealed record Said(Version Home) : Message(Home); public sealed record Closed(Version Home) : Message(Home); }"));

    [Fact]
    public async Task Only_a_message_is_a_union()
    {
        var found = await Analysis.FindAsync(
            "[RegistryScope] public partial class Rooms { public abstract record Key(int A) { public sealed record One(int A) : Key(A); } "
            + "public abstract record Value { public sealed record One : Value; } public sealed record Message(Part Part); public abstract record Part { public sealed record One : Part; } }");

        Assert.Equal(["Key", "Value", "Part"], found.Select(text => text.Split('\'')[1]));
        Assert.All(found, text => Assert.Contains("is abstract, so that its members are not known; use a record that is not", text, StringComparison.Ordinal));
    }

    private static string Message(string message, string scope = "public") =>
        $"[RegistryScope] {scope} partial class Rooms {{ {(scope == "public" ? "public" : "internal")} readonly record struct Key(string Name); public sealed record Value(string Topic); {message} }}";
}
