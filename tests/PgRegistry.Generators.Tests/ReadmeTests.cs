using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>Every C# block of README compiles: declarations together, each other block as the body of a method.</summary>
public sealed partial class ReadmeTests
{
    /// <summary>What the blocks take from their surroundings.</summary>
    private const string Surroundings = """
        public static RegistryNode node = null!;
        public static Workers workers = null!;
        public static Sessions sessions = null!;
        public static Rooms rooms = null!;
        public static People people = null!;
        public static LocalProcess me = null!;
        public static Registration<Workers.Key, Workers.Value> mine;
        public static string[] args = [];
        public static Pid someone;
        public static Guid user;
        public static CancellationToken stopping;
        public static Microsoft.Extensions.DependencyInjection.IServiceCollection services = null!;
        public static Microsoft.Extensions.Configuration.IConfiguration configuration = null!;
        """;

    [Fact]
    public void Every_code_block_compiles()
    {
        var blocks = Blocks(Repository.Read("README.md"));
        Assert.True(blocks.Count >= 6, $"{blocks.Count} blocks were found");
        Assert.Empty(Errors(blocks));
    }

    [Fact]
    public void A_block_that_does_not_compile_is_found()
    {
        var blocks = Blocks(Repository.Read("README.md") + "\n```csharp\nworkers.WhereIs(new(\"orders\", 1));\n```\n");
        Assert.Contains(Errors(blocks), error => error.Contains("WhereIs", StringComparison.Ordinal));
    }

    private static List<string> Blocks(string readme) => [.. CSharpBlock().Matches(readme).Select(match => match.Groups[1].Value)];

    private static string[] Errors(List<string> blocks)
    {
        const string Usings = "using System; using System.Collections.Immutable; using System.Threading; using System.Threading.Tasks; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Configuration;\n";
        blocks = [.. blocks.Select(block => block.Replace("using PgRegistry;", "", StringComparison.Ordinal))];
        var declarations = blocks.Where(IsDeclaration);
        var bodies = blocks.Where(block => !IsDeclaration(block))
            .Select((body, index) => $"public static async Task Block{index}()\n{{\n{body}\nawait Task.CompletedTask;\n}}");
        var source = $"{Usings}using PgRegistry;\n{string.Join("\n", declarations)}\npublic static class Blocks\n{{\n{Surroundings}\n{string.Join("\n", bodies)}\n}}\n";
        return [.. Generated.From(source).Output.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString())];
    }

    private static bool IsDeclaration(string block) =>
        block.Contains("[RegistryScope", StringComparison.Ordinal) || block.StartsWith("public sealed class", StringComparison.Ordinal);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
