using System.Globalization;

namespace PgRegistry.CompileTime;

/// <summary>
/// What generator and analyzers cost. Ends with 0 when after an unrelated edit nothing is emitted again and the work is at most a twentieth of the
/// first run's, or too little to be noticed; else with 1.
/// </summary>
internal static class Program
{
    private const string Usage = "PgRegistry.CompileTime [--scopes NUMBER]… [--generator] [--json FILE]";

    public static int Main(string[] args)
    {
        var sizes = new List<int>();
        string? json = null;
        var withAnalyzers = true;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--scopes" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var scopes) && scopes > 0:
                    sizes.Add(scopes);
                    i++;
                    break;
                case "--generator":
                    withAnalyzers = false;
                    break;
                case "--json" when i + 1 < args.Length:
                    json = args[++i];
                    break;
                default:
                    Console.Error.WriteLine($"{args[i]} is not understood.\n{Usage}");
                    return 2;
            }
        }

        Report.Header();
        var collected = new List<object>();
        var holds = true;
        foreach (var scopes in sizes.Count == 0 ? [1, 100, 1_000] : sizes)
        {
            var repetitions = Math.Clamp(2_000 / scopes, 15, 31);
            List<Row> rows = [.. GeneratorRows.Measure(scopes, repetitions), .. withAnalyzers ? AnalyzerRows.Measure(scopes) : []];
            Report.Table(scopes, rows, collected);
            holds &= rows.TrueForAll(row => row.Holds != false);
        }

        if (json is not null)
        {
            Report.Json(json, collected);
        }

        return holds ? 0 : 1;
    }
}
