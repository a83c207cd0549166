using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate;

/// <summary>Shows that the promises about speed hold.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (ChildProcess.IsChild(args))
        {
            await ChildProcess.RunAsync(args).ConfigureAwait(false);
            return ExitCode.AllPass;
        }

        if (PeerProgram.IsPeer(args))
        {
            await PeerProgram.RunAsync().ConfigureAwait(false);
            return ExitCode.AllPass;
        }

        Arguments arguments;
        JsonReport? json;
        try
        {
            arguments = Arguments.Parse(args);
            json = arguments is { IsMeasuring: true, JsonFile: { } file } ? new JsonReport(file, arguments) : null;
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\n\n{Arguments.Usage}").ConfigureAwait(false);
            return ExitCode.CalledWrongly;
        }

        return await RunAsync(arguments, json).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(Arguments arguments, JsonReport? json)
    {
        if (!arguments.IsMeasuring)
        {
            Console.WriteLine(arguments.IsHelp ? Arguments.Usage : string.Join('\n', Catalogue.Rows.Select(row => $"{row.Name,-26} {row.TargetText,-12} {row.Subject}")));
            return ExitCode.AllPass;
        }

        Report.Header(arguments);
        var runner = new Runner(arguments.Effort, arguments.Seed, ChildProcess.MeasureAsync);
        var results = new List<Result>();
        foreach (var row in arguments.Rows)
        {
            var result = await runner.RunAsync(row).ConfigureAwait(false);
            results.Add(result);
            Report.Row(result);
            json?.Write(results);
        }

        Report.Summary(results);
        return ExitCode.Of(results);
    }
}
