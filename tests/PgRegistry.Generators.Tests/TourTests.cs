using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>samples/Tour uses every operation, and README's reference table is made of it.</summary>
public sealed partial class TourTests
{
    private const string Begin = "<!-- Made of samples/Tour/Program.cs -->\n";
    private const string End = "<!-- End of the tour -->\n";

    [Theory]
    [InlineData("Tour.Workers")]
    [InlineData("Tour.Sessions")]
    public void Every_operation_of_a_scope_is_used(string scope) => Assert.Empty(Unused(scope, Repository.Read("samples/Tour/Program.cs")));

    [Fact]
    public void An_operation_that_is_not_used_is_found() =>
        Assert.Equal(["WhereIs"], Unused("Tour.Sessions", Repository.Read("samples/Tour/Program.cs").Replace(".WhereIs(", ".Elsewhere(", StringComparison.Ordinal)));

    [Fact]
    public void The_reference_table_of_README_is_made_of_it()
    {
        var readme = Repository.Read("README.md");
        var table = Table(Repository.Read("samples/Tour/Program.cs"));
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= Begin.Length && end >= start, "README has no marks of the table.");

        if (Snapshot.IsOn(Environment.GetEnvironmentVariable(Snapshot.AcceptVariable)))
        {
            Assert.False(Snapshot.IsOn(Environment.GetEnvironmentVariable(Snapshot.CiVariable)), $"Nothing is accepted where {Snapshot.CiVariable} is set.");
            File.WriteAllText(Repository.PathOf("README.md"), readme[..start] + table + readme[end..]);
            return;
        }

        Assert.Equal(table, readme[start..end]);
    }

    private static string Table(string program)
    {
        var table = new StringBuilder("| | |\n|---|---|\n");
        var lines = program.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("// ## ", StringComparison.Ordinal))
            {
                table.Append("| **").Append(lines[i].AsSpan(6)).Append("** | |\n");
            }
            else if (table.Length > 20 && lines[i].StartsWith("// ", StringComparison.Ordinal))
            {
                table.Append("| `").Append(Shown().Replace(lines[i + 1], "$1").TrimEnd(';')).Append("` | ").Append(lines[i].AsSpan(3)).Append(" |\n");
            }
        }

        return table.ToString();
    }

    private static IEnumerable<string> Unused(string scope, string program) => Generated.From(Repository.Read("samples/Tour/Scopes.cs"))
        .Output.GetTypeByMetadataName(scope)!.GetMembers()
        .Where(member => member is { DeclaredAccessibility: Accessibility.Public, IsStatic: false } and (IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }))
        .Select(member => member.Name)
        .Distinct()
        .Where(name => name != "Scope" && !Regex.IsMatch(program, $@"\.{name}\b"))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^Show\((.*)\);$")]
    private static partial Regex Shown();
}
