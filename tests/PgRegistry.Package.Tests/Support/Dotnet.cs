using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PgRegistry.Package.Tests.Support;

/// <summary>One error or warning that a build printed. <paramref name="Project"/> and <paramref name="File"/> are names without folders.</summary>
internal sealed record BuildMessage(string Project, string File, int Line, string Id);

/// <summary>Runs a command of the SDK to its end.</summary>
internal static partial class Dotnet
{
    // Packing and building on a busy machine: only a failure ever takes so long.
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(10);

    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] args)
    {
        // Nothing of it may outlive the command: who keeps a build server running keeps its output open.
        var start = new ProcessStartInfo(Host, [.. args, "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        try
        {
            using var deadline = new CancellationTokenSource(s_deadline);
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The errors and warnings of a build's output, each once, although builds repeat them.</summary>
    public static IReadOnlyList<BuildMessage> Messages(string output) =>
        [.. Message().Matches(output).Select(match => match.Value.Trim()).Distinct().Select(Parse)];

    private static BuildMessage Parse(string line)
    {
        var match = Message().Match(line);
        _ = int.TryParse(match.Groups["line"].ValueSpan, out var number);
        return new BuildMessage(
            Path.GetFileNameWithoutExtension(match.Groups["project"].Value), Path.GetFileName(match.Groups["file"].Value), number, match.Groups["id"].Value);
    }

    [GeneratedRegex(@"^[ \t]*(?<file>[^\r\n(]*?)[ \t]*(?:\((?<line>\d+),\d+\))?[ \t]*: (?:error|warning) (?<id>\w*)[ \t]*:.*?(?:\[(?<project>[^\[\]]+)\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Message();
}
