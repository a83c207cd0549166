using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>The catalog, its pages and the release tracking say the same.</summary>
public sealed partial class DescriptorTests
{
    private static readonly List<DiagnosticDescriptor> s_catalog =
        [.. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (DiagnosticDescriptor)field.GetValue(null)!)];

    [Fact]
    public void Identifiers_run_from_one_without_gaps_in_the_order_of_the_catalog() =>
        Assert.Equal(Enumerable.Range(1, s_catalog.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"PGR{number:d4}")), s_catalog.Select(rule => rule.Id));

    [Fact]
    public void Each_rule_has_exactly_one_analyzer() =>
        Assert.Equal(
            s_catalog.Select(rule => rule.Id),
            Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_rule_has_a_page_that_agrees_and_each_page_a_rule()
    {
        var pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "rules")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        Assert.Equal(s_catalog.Select(rule => rule.Id), pages);

        foreach (var rule in s_catalog)
        {
            Assert.EndsWith($"docs/rules/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
            var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rules", rule.Id + ".md"));
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"Category `{rule.Category}`, severity {rule.DefaultSeverity.ToString().ToLowerInvariant()}.", page, StringComparison.Ordinal);
            Assert.All(["## Cause", "## What to do", "## Why", "## When to suppress", "## Code fix"], heading => Assert.Contains(heading, page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Each_rule_is_tracked_once_with_its_category_severity_and_title()
    {
        var rows = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "releases"))
            .SelectMany(File.ReadLines)
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Value)
            .Order(StringComparer.Ordinal);

        Assert.Equal(s_catalog.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"), rows);
    }

    [Fact]
    public void Rules_are_on_by_default_and_their_messages_say_what_to_do() =>
        Assert.All(s_catalog, rule =>
        {
            Assert.True(rule.IsEnabledByDefault);
            Assert.Matches(";|\\{2\\}", rule.MessageFormat.ToString(CultureInfo.InvariantCulture));
        });

    [GeneratedRegex(@"^PGR\d{4} \|.*$")]
    private static partial Regex Row();
}
