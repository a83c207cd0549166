using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace PgRegistry.Gate;

/// <summary>The table, as Markdown.</summary>
internal static class Report
{
    public static void Header(Effort effort, int seed)
    {
        Line($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores");
        Line($"GC: {(GCSettings.IsServerGC ? "server" : "workstation")}, {(GCSettings.LatencyMode == GCLatencyMode.Batch ? "not concurrent" : "concurrent")}, {Variables("GC")}");
        Line($"JIT: tiered compilation with profile guidance is the default; {Variables("Tiered", "TC_", "ReadyToRun")}");
        Line($"Seed {seed}; {effort.MinPairs} to {effort.MaxPairs} pairs of fresh processes; [95 % interval of the median of the pairs' ratios]");
        Line($"");
        Line($"| row | measured | baseline | ratio | target | | B/op | GCs | control | pairs |");
        Line($"|---|---|---|---|---|---|---|---|---|---|");
    }

    public static void Row(Result result)
    {
        var row = result.Row;
        var target = row.Limit is { } limit ? $"≤ {limit} {row.Unit}" : $"≤ {row.Target} ×";
        var verdict = result.Verdict.ToString().ToLowerInvariant() + (row.IsInformation ? " (info)" : "");
        var control = $"{result.Control.Median:0.00}{(result.IsControlQuiet || row.Limit is not null ? "" : " !")}";
        var allocated = row.Unit == "B" ? "" : $"{result.Allocated:0.##} / {result.BaselineAllocated:0.##}";
        Line($"| {row.Name} | {Figure(result.Measured)} {row.Unit} | {Figure(result.Baseline)} {row.Unit}, {row.BaselineName} | {result.Ratio.Median:0.00} [{result.Ratio.Low:0.00}–{result.Ratio.High:0.00}] | {target} | {verdict} | {allocated} | {result.Collections:0.#} | {control} | {result.Pairs} |");
    }

    private static string Figure(double figure) => figure.ToString(figure < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>What the environment says about the runtime: a figure means little without it.</summary>
    private static string Variables(params string[] about)
    {
        var found = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => about.Any(part => name.StartsWith($"DOTNET_{part}", StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}")
            .ToArray();
        return found.Length == 0 ? "nothing set" : string.Join(' ', found);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
