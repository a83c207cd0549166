using System.ComponentModel;
using System.Diagnostics;

namespace PgRegistry.Network.Orchestration;

/// <summary>Runs programs of the system.</summary>
internal static class Command
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <exception cref="SuiteException">It is not there, failed, or hung; the message has what it said.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var line = $"{program} {string.Join(' ', arguments)}";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(s_patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw new SuiteException($"{line}: did not end");
            }

            return process.ExitCode == 0 ? await output : throw new SuiteException($"{line}: {(await errors + await output).Trim().ReplaceLineEndings(" ")}");
        }
        catch (Win32Exception e)
        {
            throw new SuiteException($"{line}: {e.Message}");
        }
    }

    /// <summary>Null when it succeeded, else why not.</summary>
    public static async Task<string?> TryAsync(string program, params string[] arguments)
    {
        try
        {
            await RunAsync(program, arguments);
            return null;
        }
        catch (SuiteException e)
        {
            return e.Message;
        }
    }
}
