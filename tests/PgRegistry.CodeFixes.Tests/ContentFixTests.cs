using PgRegistry.CodeFixes.Tests.Support;

namespace PgRegistry.CodeFixes.Tests;

/// <summary>Collections in keys, and members that can be changed.</summary>
public sealed class ContentFixTests
{
    [Theory]
    [InlineData("public sealed record Key(string Tenant, List<string> Path);", "public sealed record Key(string Tenant);")]
    [InlineData("public sealed record Key(int[] Path, string Tenant);", "public sealed record Key(string Tenant);")]
    [InlineData("public sealed record Key(string Tenant)\n    {\n        public List<string>? Path { get; init; }\n    }", "public sealed record Key(string Tenant)\n    {\n    }")]
    [InlineData("public readonly record struct Key(string Tenant, Part Part);\n    public readonly record struct Part(int A, int[] B);", "public readonly record struct Key(string Tenant, Part Part);\n    public readonly record struct Part(int A);")]
    public Task A_collection_is_taken_out_of_the_key(string before, string after) => Expect.FixedAsync("PGR0011", Scope(before + "\n    public sealed record Value(int Load);"), Scope(after + "\n    public sealed record Value(int Load);"));

    [Fact]
    public Task A_key_that_would_be_empty_is_left() => Expect.NothingOfferedAsync("PGR0011", Scope("public sealed record Key(int[] Path);\n    public sealed record Value(int Load);"));

    [Fact]
    public Task All_collections_are_taken_out_of_keys() => Expect.AllFixedAsync(
        "PGR0011", number => $"[RegistryScope] public partial class Workers{number} {{ public sealed record Key(int A, int[] B, List<int> C); public sealed record Value(int Load); }}");

    [Theory]
    [InlineData("public int Load { get; set; }", "public int Load { get; init; }")]
    [InlineData("// How much.\n        public required int Load { get; set; } // Now.", "// How much.\n        public required int Load { get; init; } // Now.")]
    [InlineData("public string Role { get; set; } = \"\";", "public string Role { get; init; } = \"\";")]
    [InlineData("public int Load;", "public int Load { get; init; }")]
    [InlineData("// How much.\n        public string? Role = \"spare\"; // Now.", "// How much.\n        public string? Role { get; init; } = \"spare\"; // Now.")]
    public Task A_member_is_set_only_when_it_is_made(string before, string after) => Expect.FixedAsync("PGR0012", Scope(Value(before)), Scope(Value(after)));

    [Theory]
    [InlineData("public List<int>? Loads { get; init; }")]
    [InlineData("public int Load, Role;")]
    public Task A_member_of_another_form_is_left(string member) => Expect.NothingOfferedAsync("PGR0012", Scope(Value(member)));

    [Fact]
    public Task All_members_are_set_only_when_they_are_made() => Expect.AllFixedAsync(
        "PGR0012", number => $"[RegistryScope] public partial class Workers{number} {{ public record struct Key(int Id); public sealed record Value {{ public int Load {{ get; set; }} public string? Role; }} }}");

    private static string Value(string member) => $"public record struct Key(int Id);\n    public sealed record Value\n    {{\n        {member}\n    }}";

    private static string Scope(string parts) => $"[RegistryScope]\npublic partial class Workers\n{{\n    {parts}\n}}\n";
}
