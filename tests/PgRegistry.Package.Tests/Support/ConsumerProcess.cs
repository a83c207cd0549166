using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using PgRegistry.TestKit;

namespace PgRegistry.Package.Tests.Support;

/// <summary>A program as a process of its own, which is gone when the test is.</summary>
internal sealed class ConsumerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private readonly List<string> _unclaimed = [];
    private readonly Task<string> _errors;

    public ConsumerProcess(string assembly, params string[] args)
    {
        var start = new ProcessStartInfo(Dotnet.Host, [assembly, .. args])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _ = ReadAsync();
    }

    /// <summary>
    /// Waits for a line, or finds it among those that have come and were not waited for: threads of the program write in no order of theirs.
    /// </summary>
    public async Task<Match> WaitForLineAsync(string pattern)
    {
        try
        {
            while (true)
            {
                if (_unclaimed.Find(line => Regex.IsMatch(line, pattern)) is { } found)
                {
                    _unclaimed.Remove(found);
                    return Regex.Match(found, pattern);
                }

                var line = await _lines.Reader.ReadAsync(Deadline.Token());
                _seen.Add(line);
                _unclaimed.Add(line);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"There was no line with \"{pattern}\":\n{string.Join('\n', _seen)}\n{(_errors.IsCompleted ? await _errors : "")}", e);
        }
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(Deadline.Token());
        return _process.ExitCode;
    }

    /// <summary>SIGKILL, to this process only.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(Deadline.Token());
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.TryComplete();
    }
}
