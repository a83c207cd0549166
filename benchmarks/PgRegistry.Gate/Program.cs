using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate;

/// <summary>Shows that the promises about speed hold.</summary>
internal static class Program
{
    private const int AllPass = 0;
    private const int SomeMiss = 1;
    private const int CalledWrongly = 2;
    private const int SomeOpen = 3;

    public static async Task<int> Main(string[] args)
    {
        if (ChildProcess.IsChild(args))
        {
            await ChildProcess.RunAsync(args).ConfigureAwait(false);
            return AllPass;
        }

        if (PeerProgram.IsPeer(args))
        {
            await PeerProgram.RunAsync().ConfigureAwait(false);
            return AllPass;
        }

        try
        {
            return await RunAsync(Arguments.Parse(args)).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\n\n{Arguments.Usage}").ConfigureAwait(false);
            return CalledWrongly;
        }
    }

    private static async Task<int> RunAsync(Arguments arguments)
    {
        if (arguments.IsHelp || arguments.IsList)
        {
            Console.WriteLine(arguments.IsHelp ? Arguments.Usage : string.Join('\n', Catalogue.Rows.Select(row => $"{row.Name,-26} {row.TargetText,-12} {row.Subject}")));
            return AllPass;
        }

        var json = arguments.JsonFile is { } file ? new JsonReport(file, arguments) : null;
        Report.Header(arguments);
        var runner = new Runner(arguments.Effort, arguments.Seed);
        var results = new List<Result>();
        foreach (var row in arguments.Rows)
        {
            var result = await runner.RunAsync(row).ConfigureAwait(false);
            results.Add(result);
            Report.Row(result);
            json?.Write(results, ExitCode(results));
        }

        Report.Summary(results);
        return ExitCode(results);
    }

    private static int ExitCode(List<Result> results)
    {
        var counted = results.Where(result => !result.Row.IsInformation || result.Verdict == Verdict.Failed).ToList();
        return counted.Any(result => result.Verdict is Verdict.Miss or Verdict.Failed) ? SomeMiss
            : counted.Any(result => result.IsOpen) ? SomeOpen
            : AllPass;
    }
}
