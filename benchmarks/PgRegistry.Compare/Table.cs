using System.Globalization;
using System.Text;

namespace PgRegistry.Compare;

/// <summary>A Markdown table of lines "side, work, nanoseconds", with a tab between; the medians of each.</summary>
internal static class Table
{
    private static readonly string[] All = ["ours", "registry", "pg"];

    /// <summary>Who lists the keys of a process, and has values to select by.</summary>
    private static readonly string[] WithoutPg = ["ours", "registry"];

    private static readonly (string Name, string Text, string[] Sides)[] Work =
    [
        ("lookup", "lookup, one member, any of 100,000 keys", All),
        ("register", "register, 100,000 distinct keys, for a key", All),
        ("churn", "register and unregister beside 100,000 keys", All),
        ("group-newest", "newest member of a group of 50,000 leaves and joins", All),
        ("group-any", "any member of a group of 50,000 leaves and joins", All),
        ("unregister", "unregister by a process with 100,000 keys", All),
        ("keys", "keys of a process with 100,000 keys, each read, for a key", WithoutPg),
        ("scan", "scan of 100,000 entries with a guard, for an entry", WithoutPg),
        ("exit", "exit of a process with 100,000 keys, until all are gone", All),
    ];

    /// <exception cref="InvalidDataException">A side did not give all that it must in each round, or gave something else; the message says what.</exception>
    public static string Of(IEnumerable<string> lines, int rounds)
    {
        var times = lines.Select(Parse).ToLookup(line => (line.Side, line.Work), line => line.Nanoseconds);
        ThrowIfWrong(times, rounds);
        var text = new StringBuilder("| | ours | `Registry` | `pg` | `Registry` ÷ ours | `pg` ÷ ours |\n|---|---|---|---|---|---|\n");
        foreach (var (name, words, sides) in Work)
        {
            var figures = All.Select(side => sides.Contains(side) ? Stopwatches.Median([.. times[(side, name)]]) : (double?)null).ToArray();
            var cells = figures.Select(Time).Concat(figures.Skip(1).Select(time => time is { } other && figures[0] is { } ours ? Ratio(other / ours) : "–"));
            text.Append(CultureInfo.InvariantCulture, $"| {words} | {string.Join(" | ", cells)} |\n");
        }

        return text.ToString();
    }

    private static (string Side, string Work, double Nanoseconds) Parse(string line) =>
        line.Split('\t') is [var side, var work, var number] && double.TryParse(number, CultureInfo.InvariantCulture, out var nanoseconds)
            ? (side, work, nanoseconds)
            : throw new InvalidDataException($"\"{line}\" is no side, work and nanoseconds.");

    private static void ThrowIfWrong(ILookup<(string Side, string Work), double> times, int rounds)
    {
        var wanted = Work.SelectMany(work => work.Sides.Select(side => (Side: side, Work: work.Name))).ToList();
        var wrong = wanted
            .Where(what => times[what].Count() != rounds)
            .Select(what => $"{what.Side} gave {times[what].Count()} figures for \"{what.Work}\" in {rounds} rounds.")
            .Concat(times.Select(group => group.Key).Except(wanted).Select(what => $"{what.Side} gave figures for \"{what.Work}\", which the table does not ask of it."))
            .ToList();
        if (wrong.Count > 0)
        {
            throw new InvalidDataException(string.Join('\n', wrong));
        }
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
