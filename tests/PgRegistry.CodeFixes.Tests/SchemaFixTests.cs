using Microsoft.CodeAnalysis.CodeFixes;
using PgRegistry.CodeFixes.Tests.Support;

namespace PgRegistry.CodeFixes.Tests;

/// <summary>What is offered where a scope and its committed schema differ.</summary>
public sealed class SchemaFixTests
{
    private const string Committed = "scope A\nkey.Id int32\nvalue.Load int32\nvalue.Zone string\n\nscope other\nkey string\nvalue string\n";

    [Fact]
    public async Task A_schema_is_written_beside_the_others()
    {
        using var project = new ProjectUnderFix(Scope("A", "int Load, string Zone, int More = 1")) { FileBeside = Committed };

        await project.ApplyAsync("PGR0023");

        Assert.EndsWith("\n\nscope A\nkey.Id int32\nvalue.Load int32\nvalue.Zone string\nvalue.More int32 optional\n\nscope other\nkey string\nvalue string\n", project.FileBeside, StringComparison.Ordinal);
        Assert.Contains("dotnet format analyzers --diagnostics PGR0023", project.FileBeside, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_schemas_are_written_at_once_save_those_that_break(FixAllScope scope)
    {
        using var project = new ProjectUnderFix(Scope("A", "long Load, string Zone") + Scope("B", "int Load"), Scope("C", "int Load")) { FileBeside = Committed };

        await project.ApplyToAllAsync("PGR0023", scope);

        Assert.Empty(await project.FindAsync("PGR0023"));
        Assert.Single(await project.FindAsync("PGR0022"));
        Assert.Contains("scope A\nkey.Id int32\nvalue.Load int32\n", project.FileBeside, StringComparison.Ordinal);
        Assert.Contains("scope B\n", project.FileBeside, StringComparison.Ordinal);
        Assert.Contains("scope C\n", project.FileBeside, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed record Value(int Weight, string Zone);", "public sealed record Value([PgRegistry.WireName(\"Load\")] int Weight, string Zone);")]
    [InlineData("public sealed record Value\n{\n    // How much.\n    public required int Weight { get; init; }\n    public required string Zone { get; init; }\n}", "public sealed record Value\n{\n    // How much.\n    [PgRegistry.WireName(\"Load\")] public required int Weight { get; init; }\n    public required string Zone { get; init; }\n}")]
    public async Task A_renamed_member_keeps_its_former_name_on_the_wire(string before, string after)
    {
        const string Before = "[RegistryScope] public partial class A { public record struct Key(int Id); ";
        using var project = new ProjectUnderFix(Before + before + " }") { FileBeside = Committed };

        await project.ApplyAsync("PGR0022");

        Assert.Equal(Before + after + " }", project.Text());
        Assert.Empty(await project.FindAsync("PGR0023"));
        await project.CompilesAsync();
    }

    [Fact]
    public async Task Renamed_members_of_several_scopes_are_marked_together()
    {
        var committed = Committed + "\nscope B\nkey.Id int32\nvalue.Load int32\nvalue.Zone string\n";
        using var project = new ProjectUnderFix(Scope("A", "int Weight, string Zone"), Scope("B", "int Weight, string Zone")) { FileBeside = committed };

        await project.ApplyToAllAsync("PGR0022", FixAllScope.Project);

        Assert.Empty(await project.FindAsync("PGR0022"));
        await project.CompilesAsync();
    }

    [Fact]
    public async Task Nothing_is_offered_where_a_type_has_changed()
    {
        using var project = new ProjectUnderFix(Scope("A", "long Load, string Zone")) { FileBeside = Committed };

        Assert.Empty(await project.OfferedAsync("PGR0022"));
    }

    private static string Scope(string name, string members) => $"[RegistryScope] public partial class {name} {{ public record struct Key(int Id); public sealed record Value({members}); }}\n";
}
