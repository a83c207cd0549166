using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>
/// What people do wrong, and what they are told: tests/Mistakes has a file for each, in which comments say what is reported on their line. The first
/// line says what is wrong; it begins with "Not told" where nothing is reported.
/// </summary>
public sealed partial class MistakesTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Mistakes");

    public static TheoryData<string> Names => [.. Directory.GetFiles(s_folder, "*.cs").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Exactly_this_is_told(string name)
    {
        var source = Read(name + ".cs");
        var lines = source.Split('\n');

        var told = await Analysis.TellAsync(source);

        var expected = lines.SelectMany((line, index) => Comment().Matches(line).Select(match => (Line: index, Id: match.Groups[1].Value, Text: match.Groups[2].Value.Trim()))).ToList();
        Assert.Equal(
            expected.Select(one => $"{one.Line}: {one.Id}").Order(StringComparer.Ordinal),
            told.Select(one => $"{one.Line}: {one.Id}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(expected, one => Assert.Contains(told, other => other.Line == one.Line && other.Id == one.Id && other.Message.Contains(one.Text, StringComparison.Ordinal)));
        Assert.Equal(lines[0].StartsWith("// Not told: ", StringComparison.Ordinal), expected.Count == 0);
    }

    [Fact]
    public void There_are_at_least_thirty() => Assert.True(Names.Count >= 30, $"{Names.Count}");

    [Fact]
    public void Every_rule_is_told_to_somebody_and_has_a_test_of_its_own()
    {
        var told = Names.SelectMany(row => Comment().Matches(Read(row.Data + ".cs"))).Select(match => match.Groups[1].Value).ToHashSet();
        var tests = string.Concat(Directory.GetFiles(TestsFolder(), "*RuleTests.cs").Select(File.ReadAllText));
        Assert.All(Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics), rule =>
        {
            Assert.Contains(rule.Id, told);
            Assert.Contains($"\"{rule.Id}", tests, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_list_has_them_all()
    {
        var rows = Names.Select(row => row.Data).Select(name =>
        {
            var source = Read(name + ".cs");
            var told = Comment().Matches(source).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).Reverse().ToList();
            var title = source.Split('\n')[0][3..];
            return $"| [{name}]({name}.cs) | {title.Replace("Not told: ", "", StringComparison.Ordinal)} | {(told.Count == 0 ? "nothing" : string.Join(", ", told))} |";
        });

        Assert.Equal(string.Join("\n", rows), string.Join("\n", Read("README.md").Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal))));
    }

    private static string TestsFolder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;

    private static string Read(string file) => File.ReadAllText(Path.Combine(s_folder, file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"// ((?:PGR|CS)\d{4}): ([^/\n]*)")]
    private static partial Regex Comment();
}
