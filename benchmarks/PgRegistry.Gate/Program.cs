using System.Globalization;

namespace PgRegistry.Gate;

/// <summary>Shows that the promises about speed hold. Ends with 0 when all do, 1 when one does not, 3 when one could not be told.</summary>
internal static class Program
{
    private const string Usage = "PgRegistry.Gate [--row NAME]… [--quick] [--seed NUMBER] [--list]";

    public static async Task<int> Main(string[] args)
    {
        if (ChildProcess.IsChild(args))
        {
            await ChildProcess.RunAsync(args).ConfigureAwait(false);
            return 0;
        }

        if (args.Contains("--list"))
        {
            Console.WriteLine(string.Join('\n', Catalogue.Rows.Select(row => row.Name)));
            return 0;
        }

        var rows = new List<Row>();
        var effort = Effort.Full;
        var seed = new Random().Next();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    effort = Effort.Quick;
                    break;
                case "--row" when i + 1 < args.Length && Catalogue.Rows.FirstOrDefault(row => row.Name == args[i + 1]) is { } row:
                    rows.Add(row);
                    i++;
                    break;
                case "--seed" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out seed):
                    i++;
                    break;
                default:
                    await Console.Error.WriteLineAsync($"{args[i]} is not understood.\n{Usage}").ConfigureAwait(false);
                    return 2;
            }
        }

        return await RunAsync(rows.Count == 0 ? Catalogue.Rows : rows, effort, seed).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IReadOnlyList<Row> rows, Effort effort, int seed)
    {
        Report.Header(effort, seed);
        var runner = new Runner(effort, seed);
        var verdicts = new List<Verdict>();
        foreach (var row in rows)
        {
            var result = await runner.RunAsync(row).ConfigureAwait(false);
            Report.Row(result);
            if (!row.IsInformation)
            {
                verdicts.Add(result.Verdict);
            }
        }

        return verdicts.Contains(Verdict.Miss) ? 1 : verdicts.Contains(Verdict.Undecided) ? 3 : 0;
    }
}
