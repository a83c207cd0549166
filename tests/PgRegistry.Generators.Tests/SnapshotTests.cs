using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void A_scope_with_duplicate_keys_and_messages()
    {
        var files = FilesOf(Sources.Workers);

        Snapshot.Matches("Workers", files["Shop.Workers.g.cs"]);
        Snapshot.Matches("Workers.Wire", files["Shop.Workers.Wire.g.cs"]);
    }

    [Fact]
    public void The_patterns_and_the_wire_format_of_nullables_enums_and_nested_records()
    {
        var files = FilesOf(Sources.Sessions);

        Snapshot.Matches("Sessions", files["Shop.Web.Scopes+Sessions.g.cs"]);
        Snapshot.Matches("Sessions.Wire", files["Shop.Web.Scopes+Sessions.Wire.g.cs"]);
    }

    [Fact]
    public void The_wire_format_of_a_union()
    {
        var files = FilesOf(Sources.Rooms);

        Snapshot.Matches("Rooms.Wire", files["Shop.Rooms.Wire.g.cs"]);
    }

    [Fact]
    public void A_scope_with_two_key_and_two_value_members_takes_at_most_250_lines() =>
        Assert.InRange(Generated.From(Sources.Workers).Files.Values.Sum(text => text.Count(c => c == '\n')), 1, 250);

    [Fact]
    public void A_formatter_of_two_members_takes_at_most_18_lines()
    {
        var lines = Generated.From(Sources.Workers).Files["Shop.Workers.Wire.g.cs"].Split('\n');
        var formatter = Array.FindIndex(lines, line => line.Contains("class ValueFormatter", StringComparison.Ordinal));
        var first = Array.FindLastIndex(lines, formatter, string.IsNullOrWhiteSpace) + 1;
        var last = Array.FindIndex(lines, formatter, line => line == "        }");

        Assert.InRange(last - first + 1, 10, 18);
    }

    // The version is in every mark of generated code, and is not what the snapshots are about.
    private static Dictionary<string, string> FilesOf(string source) => Generated.From(source).Files.ToDictionary(
        file => file.Key,
        file => file.Value.Replace($"\"{typeof(RegistryScopeGenerator).Assembly.GetName().Version!.ToString(3)}\"", "\"version\"", StringComparison.Ordinal));
}
