using System.Globalization;
using System.Text;

namespace PgRegistry.Compare;

/// <summary>A Markdown table of lines "side, work, nanoseconds", with a tab between; the medians of each.</summary>
internal static class Table
{
    private const string Ours = "ours";
    private static readonly string[] Others = ["registry", "pg"];

    private static readonly (string Name, string Text)[] Work =
    [
        ("lookup", "lookup, one member, any of 100,000 keys"),
        ("register", "register, 100,000 distinct keys, for a key"),
        ("churn", "register and unregister beside 100,000 keys"),
        ("group-newest", "newest member of a group of 50,000 leaves and joins"),
        ("group-any", "any member of a group of 50,000 leaves and joins"),
        ("unregister", "unregister by a process with 100,000 keys"),
        ("keys", "keys of a process with 100,000 keys, for a key"),
        ("scan", "scan of 100,000 entries with a guard, for an entry"),
        ("exit", "exit of a process with 100,000 keys, until all are gone"),
    ];

    public static string Of(IEnumerable<string> lines)
    {
        var medians = lines
            .Select(line => line.Split('\t'))
            .GroupBy(parts => (Side: parts[0], Work: parts[1]), parts => double.Parse(parts[2], CultureInfo.InvariantCulture))
            .ToDictionary(group => group.Key, group => Stopwatches.Median([.. group]));
        var text = new StringBuilder("| | ours | `Registry` | `pg` | `Registry` ÷ ours | `pg` ÷ ours |\n|---|---|---|---|---|---|\n");
        foreach (var (name, words) in Work)
        {
            var figures = new[] { Ours }.Concat(Others).Select(side => medians.TryGetValue((side, name), out var time) ? time : (double?)null).ToArray();
            var cells = figures.Select(Time).Concat(figures.Skip(1).Select(time => time is { } other && figures[0] is { } ours ? Ratio(other / ours) : "–"));
            text.Append(CultureInfo.InvariantCulture, $"| {words} | {string.Join(" | ", cells)} |\n");
        }

        return text.ToString();
    }

    private static string Time(double? nanoseconds) => nanoseconds switch
    {
        null => "–",
        < 100 and var time => Text($"{time:0.0} ns"),
        < 10_000 and var time => Text($"{time:#,0} ns"),
        < 10_000_000 and var time => Text($"{time / 1e3:#,0} µs"),
        { } time => Text($"{time / 1e6:#,0} ms"),
    };

    private static string Ratio(double ratio) => ratio < 10 ? Text($"{ratio:0.0}") : Text($"{ratio:#,0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
