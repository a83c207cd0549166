using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>What scopes send, compared with what a project has committed.</summary>
public sealed class SchemaRuleTests
{
    private const string Committed =
        """
        # Written by hand, with what an editor adds.

        scope jobs
          key.Queue string
        value.Role string
        value.Load int32
        value.Home record
        value.Home.City string
        value.Others immutablearray<record>
        value.Others[0].City string
        message:Gone record
        message:Said.Text string
        scope elsewhere
        key int32
        """;

    private const string Messages = "public abstract record Message { public sealed record Said(string Text) : Message; public sealed record Gone : Message; } ";
    private const string Place = "public sealed record Place(string City); ";
    private const string Value = "public sealed record Value(string Role, int Load, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others); ";

    [Theory]
    [InlineData(Value + Place + Messages)]
    [InlineData(Place + "public sealed record Value([property: WireName(\"Role\")] string Part, int Load, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others); " + Messages)]
    public Task What_is_committed_is_fine(string parts) => NothingAsync(parts);

    [Theory]
    [InlineData("public sealed record Value(string Role, long Load, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others); " + Place + Messages, "Load", "'value.Load' was int32 and is int64; keep it as it was")]
    [InlineData("public sealed record Value(int Load, string Role, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others); " + Place + Messages, "Load", "'value.Load' (int32) stands where 'value.Role' (string) was; keep the order")]
    [InlineData("public sealed record Value(string Role, int Weight, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others); " + Place + Messages, "Weight", "[WireName(\"Load\")]")]
    [InlineData("public sealed record Value(string Role, int Load, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others, string Zone); " + Place + Messages, "Zone", "'value.Zone' is new and has no default; give it a default")]
    [InlineData("public sealed record Value(string Role, int Load, Place Home); " + Place + Messages, "Value", "'value.Others' is gone; bring it back")]
    [InlineData(Value + "public sealed record Place(string City, int Number); " + Messages, "Number", "'value.Home.Number' is new")]
    [InlineData(Value + Place + "public abstract record Message { public sealed record Said(string Text) : Message; }", "Message", "messages of the scope 'Jobs': the case 'message:Gone' is gone")]
    [InlineData(Value + Place + "public abstract record Message { public sealed record Said(int Text) : Message; public sealed record Gone : Message; }", "Message", "'message:Said.Text' was string and is int32")]
    [InlineData(Value + Place, "Jobs", "'message' is gone")]
    [InlineData(Value + Place + "public sealed record Message(string Text);", "Message", "'message' was union and is record")]
    public async Task What_others_do_not_understand_is_an_error(string parts, string at, string mentions)
    {
        var found = Assert.Single(await FindAsync(parts));
        Assert.StartsWith($"PGR0022 '{at}': Nodes of the former build do not share the ", found, StringComparison.Ordinal);
        Assert.Contains(mentions, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed record Value(string Role, int Load, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others, string Zone = \"eu\"); " + Place + Messages)]
    [InlineData("public sealed record Value(string Role, int Load, Place Home, System.Collections.Immutable.ImmutableArray<Place> Others) { public string? Zone { get; init; } } " + Place + Messages)]
    [InlineData(Value + "public sealed record Place(string City, int Number = 4); " + Messages)]
    [InlineData(Value + Place + "public abstract record Message { public sealed record Said(string Text) : Message; public sealed record Gone : Message; public sealed record Added : Message; }")]
    public async Task What_others_understand_is_to_be_committed(string parts)
    {
        var found = Assert.Single(await FindAsync(parts));
        Assert.StartsWith("PGR0023 'Jobs': ", found, StringComparison.Ordinal);
        Assert.Contains("PgRegistry.Schemas.txt", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scope_that_is_not_committed_at_all() =>
        Assert.StartsWith("PGR0023 'Jobs': ", Assert.Single(await Analysis.FindBesideAsync("/p/PgRegistry.Schemas.txt", "", Scope(Value + Place))), StringComparison.Ordinal);

    [Fact]
    public async Task Without_the_file_nothing_is_compared()
    {
        Assert.Empty(await Analysis.FindAsync(Scope(Value + Place)));
        Assert.Empty(await Analysis.FindBesideAsync("/p/Schemas.txt", Committed, Scope(Value + Place)));
    }

    [Fact]
    public async Task A_scope_with_another_error_has_only_that() =>
        Assert.StartsWith("PGR0002 ", Assert.Single(await Analysis.FindBesideAsync("PgRegistry.Schemas.txt", Committed, "[RegistryScope(Name = \"jobs\", Partitions = 2)] public partial class Jobs { public record struct Key(int Id); public record Value; }")), StringComparison.Ordinal);

    [Fact]
    public async Task A_member_that_another_project_declares_which_is_open_too() => Assert.StartsWith(
        "PGR0022 'S': ",
        Assert.Single(await Analysis.FindBesideAsync(
            "PgRegistry.Schemas.txt", "scope S\nkey int32\nvalue.B int32", "[RegistryScope<int, Lib.Value>] public partial class S;", Analysis.ProjectReference("namespace Lib; public record struct Value(long B);"))),
        StringComparison.Ordinal);

    private static async Task NothingAsync(string parts) => Assert.Empty(await FindAsync(parts));

    private static Task<IReadOnlyList<string>> FindAsync(string parts) => Analysis.FindBesideAsync("/p/PgRegistry.Schemas.txt", Committed, Scope(parts));

    private static string Scope(string parts) => $"[RegistryScope(Name = \"jobs\")] public partial class Jobs {{ public record struct Key(string Queue); {parts} }}";
}
