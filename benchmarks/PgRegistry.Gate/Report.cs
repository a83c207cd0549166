using System.Globalization;

namespace PgRegistry.Gate;

/// <summary>The table, as Markdown.</summary>
internal static class Report
{
    public static void Header(Arguments arguments)
    {
        var effort = arguments.Effort;
        Line($"{Surroundings.Runtime}, {Surroundings.System}");
        Line($"GC: {Surroundings.Collector}");
        Line($"JIT: {Surroundings.Compiler}");
        Line($"Seed {arguments.Seed}; {effort.MinPairs} to {effort.MaxPairs} pairs of fresh processes ({effort.MaxLongPairs} of long rows, {effort.ExactPairs} where only bytes are counted)");
        if (effort == Effort.Quick)
        {
            Line($"QUICK, for a first impression only: a million is {effort.Million:#,0}, and [the interval] is smallest and largest of {effort.MinPairs} pairs, which holds the median in {100 - (100 * Math.Pow(2, 1 - effort.MinPairs)):0} % of all cases.");
        }
        else
        {
            Line($"[95 % interval of the median of the pairs' ratios; of the figures where these have a limit or nothing is beside them. Of {effort.ExactPairs} it is smallest and largest, and so it is of {effort.InformationPairs}, for rows that decide nothing.]");
        }

        Line($"void: baseline against baseline is not within 0.95 and 1.05; counts as undecided.");
        Line($"");
        Line($"| row | measured | baseline | ratio | target | | B/op | GCs | control | pairs | also |");
        Line($"|---|---|---|---|---|---|---|---|---|---|---|");
    }

    public static void Row(Result result)
    {
        var row = result.Row;
        if (result.Failure is { } failure)
        {
            Line($"| {row.Name} | | | | {row.TargetText} | failed | | | | {result.Pairs} | {failure.ReplaceLineEndings(" ").Replace('|', '/')} |");
            return;
        }

        var hasBaseline = row.Baseline is not null;
        var baseline = hasBaseline ? $"{Figure(result.BaselineFigure.Median)} {row.Unit}, {row.BaselineName}" : "";
        var judged = $"{Interval(result.Judged)}{(row.Limit is not null || !hasBaseline ? $" {row.Unit}" : "")}";
        var verdict = result.Verdict.ToString().ToLowerInvariant() + (row.IsInformation && result.Verdict != Verdict.Shown ? " (info)" : "");
        var control = row.HasControl ? Text($"{result.ControlRatio.Median:0.00}") : "";
        var allocated = row.Unit != "ns" ? "" : Text($"{result.Allocated:0.##}{(hasBaseline ? Text($" / {result.BaselineAllocated:0.##}") : "")}");
        var notes = string.Join(", ", result.Notes.Select(note => $"{note.Name} {Figure(note.Median)}"));
        Line($"| {row.Name} | {Figure(result.Figure.Median)} {row.Unit} | {baseline} | {judged} | {row.TargetText} | {verdict} | {allocated} | {result.Collections:0.#} | {control} | {result.Pairs} | {notes} |");
    }

    public static void Summary(IReadOnlyCollection<Result> results)
    {
        var counted = results.Where(result => result.Verdict != Verdict.Shown).GroupBy(result => (result.Verdict, result.Row.IsInformation)).OrderBy(group => group.Key).ToList();
        Line($"");
        Line($"{string.Join(", ", counted.Select(group => $"{group.Count()} {group.Key.Verdict.ToString().ToLowerInvariant()}{(group.Key.IsInformation ? " (info)" : "")}"))}; {results.Sum(result => result.Time.TotalSeconds):0} s");
    }

    private static string Interval(Interval interval) => $"{Short(interval.Median)} [{Short(interval.Low)}–{Short(interval.High)}]";

    private static string Short(double value) => value.ToString(Math.Abs(value) < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    private static string Figure(double figure) => figure.ToString(Math.Abs(figure) < 10 ? "0.00" : figure < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));
}
