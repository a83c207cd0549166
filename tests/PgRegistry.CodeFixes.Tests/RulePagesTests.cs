using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PgRegistry.CodeFixes.Tests.Support;

namespace PgRegistry.CodeFixes.Tests;

/// <summary>Every rule has a fix, or its page says why it has none.</summary>
public sealed class RulePagesTests
{
    private const string Heading = "\n## Code fix\n\n";

    private static readonly List<string> s_fixable = [.. ProjectUnderFix.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_page_says_what_the_fix_does_or_why_there_is_none()
    {
        foreach (var id in Rules())
        {
            var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rules", id + ".md")).ReplaceLineEndings("\n");
            var start = page.IndexOf(Heading, StringComparison.Ordinal);
            Assert.True(start >= 0, $"{id} has no section \"Code fix\"");
            var section = page[(start + Heading.Length)..];
            Assert.True(section.StartsWith("None: ", StringComparison.Ordinal) != s_fixable.Contains(id), $"{id}: {section}");
        }
    }

    [Fact]
    public void Each_fix_is_for_rules_that_exist_and_no_rule_has_two() =>
        Assert.Equal(s_fixable, Rules().Where(id => s_fixable.Contains(id)));

    [Fact]
    public void Each_fix_is_tested_alone_and_on_all_places()
    {
        var tests = string.Concat(Directory.GetFiles(TestsFolder(), "*FixTests.cs").Select(File.ReadAllText));
        Assert.All(s_fixable, id => Assert.True(tests.Split($"\"{id}\"").Length > 2, $"{id} has fewer than two tests"));
    }

    [Fact]
    public void Each_fix_can_be_applied_to_all() =>
        Assert.All(ProjectUnderFix.Fixes, fix => Assert.NotNull(fix.GetFixAllProvider()));

    private static string TestsFolder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;

    private static List<string> Rules() =>
        [.. typeof(PgRegistry.Analyzers.ScopeAnalyzer).Assembly.GetType("PgRegistry.Analyzers.Descriptors", throwOnError: true)!
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id)
            .Order(StringComparer.Ordinal)];
}
