using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Gate;

/// <summary>Runs one side of a row in a fresh process: what a heap, a compiler and a machine did to the one before does not count.</summary>
internal static class ChildProcess
{
    private const string Verb = "--child";
    private const string Prefix = "sample ";

    public static bool IsChild(string[] args) => args is [Verb, ..];

    /// <summary>In the child: measures, and prints one line.</summary>
    public static async Task RunAsync(string[] args)
    {
        var row = Catalogue.Rows.Single(row => row.Name == args[1]);
        var side = args[2] == nameof(Row.Measured) ? row.Measured : row.Baseline;
        var effort = args[3] == nameof(Effort.Quick) ? Effort.Quick : Effort.Full;
        var sample = await side(effort, new Random(int.Parse(args[4], CultureInfo.InvariantCulture))).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{sample.Figure:R} {sample.Allocated:R} {sample.Collections}"));
    }

    /// <summary>In the parent: starts a child and takes its line.</summary>
    public static async Task<Sample> MeasureAsync(Row row, bool isMeasured, Effort effort, int seed)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        string[] args =
        [
            Verb, row.Name, isMeasured ? nameof(Row.Measured) : nameof(Row.Baseline),
            effort == Effort.Quick ? nameof(Effort.Quick) : nameof(Effort.Full), seed.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith(Prefix, StringComparison.Ordinal));
        if (process.ExitCode != 0 || line is null)
        {
            throw new InvalidOperationException($"The child of {row.Name} ended with {process.ExitCode} and said: {output}");
        }

        var parts = line[Prefix.Length..].Split(' ');
        return new Sample(
            double.Parse(parts[0], CultureInfo.InvariantCulture),
            double.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
