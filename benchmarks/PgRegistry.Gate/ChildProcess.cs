using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PgRegistry.Gate;

/// <summary>Runs one side of a row in a fresh process: what a heap, a compiler and a machine did to the one before does not count.</summary>
internal static class ChildProcess
{
    private const string Verb = "--child";
    private const string Prefix = "sample ";

    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(5);

    public static bool IsChild(string[] args) => args is [Verb, ..];

    /// <summary>In the child: measures, and prints one line.</summary>
    public static async Task RunAsync(string[] args)
    {
        var row = Catalogue.Rows.Single(row => row.Name == args[1]);
        var side = args[2] == nameof(Row.Measured) ? row.Measured : row.Baseline!;
        var sample = await side(Effort.Named(args[3]), new Random(int.Parse(args[4], CultureInfo.InvariantCulture))).ConfigureAwait(false);
        Console.WriteLine(Prefix + JsonSerializer.Serialize(sample));
    }

    /// <summary>In the parent: starts a child and takes its line.</summary>
    /// <exception cref="ChildFailedException">It ended with an error, or did not end.</exception>
    public static async Task<Sample> MeasureAsync(Row row, bool isMeasured, Effort effort, int seed)
    {
        var side = isMeasured ? nameof(Row.Measured) : nameof(Row.Baseline);
        var start = ThisProgram.With(Verb, row.Name, side, effort.Name, seed.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardError = true;

        // Hot methods are compiled with full optimisation without the runtime's wait for 100 ms of quiet, which do not come on two busy cores: a row
        // with a hundred peers measured unoptimised code. Inherited by the second process of a cluster row.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";

        using var process = Start(start);
        using var late = new CancellationTokenSource(AtMost);
        var errors = process.StandardError.ReadToEndAsync(late.Token);
        string output;
        try
        {
            output = await process.StandardOutput.ReadToEndAsync(late.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new ChildFailedException($"{side} did not end within {AtMost}");
        }

        var line = output.Split('\n').LastOrDefault(line => line.StartsWith(Prefix, StringComparison.Ordinal));
        return process.ExitCode == 0 && line is not null
            ? JsonSerializer.Deserialize<Sample>(line.AsSpan(Prefix.Length))!
            : throw new ChildFailedException($"{side} ended with {process.ExitCode}: {output}{await errors.ConfigureAwait(false)}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ChildFailedException($"no process could be started: {e.Message}");
        }
    }
}
