using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>PGR0011 and PGR0012: collections in keys, and what can be changed after it was registered.</summary>
public sealed class ContentRuleTests
{
    [Theory]
    [InlineData("int[]")]
    [InlineData("byte[]?")]
    [InlineData("List<string>")]
    [InlineData("IReadOnlyList<int>")]
    [InlineData("HashSet<int>")]
    [InlineData("Dictionary<string, int>")]
    [InlineData("System.Collections.Immutable.ImmutableArray<int>")]
    [InlineData("System.Collections.Immutable.ImmutableArray<int>?")]
    [InlineData("System.Collections.Frozen.FrozenSet<int>")]
    public Task A_collection_in_a_key(string type) => Expect.OneAsync("PGR0011", "Member", "'Key.Member' is a collection", Scope($"public sealed record Key({type} Member); public record struct Value(int A);"));

    [Fact]
    public Task A_collection_in_a_record_in_a_key() => Expect.OneAsync(
        "PGR0011", "Tags", "'Key.Part.Tags' is a collection, 'List<string>'", Scope("public record Key(Part Part); public record struct Part(List<string> Tags); public record struct Value(int A);"));

    [Theory]
    [InlineData("public int Member { get; set; }", "'Value.Member'", "give it an init accessor in place of set")]
    [InlineData("public int Member;", "'Value.Member'", "make it a property with an init accessor")]
    [InlineData("public required int[] Member { get; init; }", "'Value.Member'", "use ImmutableArray in place of 'Array'")]
    [InlineData("public byte[]? Member { get; init; }", "'Value.Member'", "use ImmutableArray in place of 'Array'")]
    [InlineData("public IReadOnlyList<int>? Member { get; init; }", "'Value.Member'", "use ImmutableArray in place of 'IReadOnlyList'")]
    [InlineData("public HashSet<int>? Member { get; init; }", "'Value.Member'", "use ImmutableHashSet or FrozenSet in place of 'HashSet'")]
    [InlineData("public Dictionary<int, int>? Member { get; init; }", "'Value.Member'", "use ImmutableDictionary or FrozenDictionary in place of 'Dictionary'")]
    [InlineData("public System.Collections.Immutable.ImmutableArray<int[]> Member { get; init; }", "'Value.Member'", "use ImmutableArray in place of 'Array'")]
    [InlineData("public Inner? In { get; init; } public record Inner { public int Member { get; set; } }", "'Value.In.Member'", "init accessor")]
    [InlineData("public System.Collections.Immutable.ImmutableList<Inner>? In { get; init; } public record Inner { public int Member { get; set; } }", "'Value.In[].Member'", "init accessor")]
    public async Task A_value_that_can_be_changed(string members, string path, string advice)
    {
        await Expect.OneAsync("PGR0012", "Member", path, Scope($"public record struct Key(int A); public sealed record Value {{ {members} }}"));
        await Expect.OneAsync("PGR0012", "Member", advice, Scope($"public record struct Key(int A); public sealed record Value {{ {members} }}"));
    }

    [Theory]
    [InlineData("public int Member { get; set; }")]
    [InlineData("public int Member;")]
    public Task A_key_that_can_be_changed(string member) => Expect.OneAsync(
        "PGR0012", "Member", "'Key.Member'", Scope($"public sealed record Key {{ {member} }} public record struct Value(int A);"));

    [Theory]
    [InlineData("public record struct Key(int A); public record struct Value(int A) { public int B; public string? C { get; set; } }")]
    [InlineData("public record struct Key(int A); public sealed record Value(Inner In) { public static int[] Shared { get; set; } = []; public int Sum { get => 1; }} public record struct Inner(int A);")]
    [InlineData("public record struct Key(int A); public sealed record Value(System.Collections.Immutable.ImmutableArray<System.Collections.Frozen.FrozenDictionary<int, string?>?> A);")]
    [InlineData("public record struct Key(int A); public record struct Value(int A); public record Message { public List<int[]>? A; public Dictionary<string, byte[]>? B { get; set; } }")]
    public Task What_nobody_can_change_and_messages_are_fine(string parts) => Expect.NothingAsync(Scope(parts));

    [Theory]
    [InlineData("HashSet<byte[]>", "looks up 'byte[]' by its equality")]
    [InlineData("Dictionary<Part, int>", "looks up 'Workers.Part' by its equality, and 'int[]' is equal to itself alone")]
    [InlineData("System.Collections.Immutable.ImmutableSortedSet<Uri>", "sorts 'Uri', which has no order")]
    [InlineData("List<Version>", "has no wire format")]
    [InlineData("int[,]", "has no wire format")]
    [InlineData("Stack<int>", "has no wire format")]
    public Task A_collection_that_cannot_work(string type, string mentions) => Expect.OneAsync(
        "PGR0004", "Member", mentions, Scope($"public record struct Key(int A); public record struct Value(int A); public record Message({type} Member); public record Part(int[] A);"));

    private static string Scope(string parts) => $"[RegistryScope] public partial class Workers {{ {parts} }}";
}
