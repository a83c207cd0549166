using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace PgRegistry.Samples.Tests;

/// <summary>The sample as a process of its own, as a user runs it. It is gone when the test is, and so are its workers.</summary>
internal sealed partial class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private readonly Task<string> _errors;

    public SampleProcess(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(ClusterSample.Workers).Assembly.Location);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _ = ReadAsync();
    }

    public string Output => string.Join('\n', _seen);

    public Task<string> Errors => _errors.WaitAsync(s_deadline);

    /// <summary>The workers that were started so far, by what was read of the output.</summary>
    public IReadOnlyList<int> WorkerIds =>
        [.. WorkerStarted().Matches(Output).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct()];

    public async Task<Match> WaitForLineAsync(string pattern)
    {
        using var deadline = new CancellationTokenSource(s_deadline);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(deadline.Token);
                _seen.Add(line);
                if (Regex.Match(line, pattern) is { Success: true } match)
                {
                    return match;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"There was no line with \"{pattern}\":\n{Output}\n{(_errors.IsCompleted ? await _errors : "")}", e);
        }
    }

    /// <summary>Waits until it has ended; the output is complete then.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_deadline);
        await foreach (var line in _lines.Reader.ReadAllAsync().WithCancellation(new CancellationTokenSource(s_deadline).Token))
        {
            _seen.Add(line);
        }

        return _process.ExitCode;
    }

    /// <summary>SIGKILL, to this process only.</summary>
    public void Kill() => _process.Kill();

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(s_deadline);
    }

    /// <summary>Waits until none of the workers is left, or the time is over.</summary>
    /// <returns>Those that are left.</returns>
    public async Task<IReadOnlyList<int>> WorkersLeftAfterAsync(TimeSpan time)
    {
        using var over = new CancellationTokenSource(time);
        foreach (var id in WorkerIds)
        {
            await ExitAsync(id, over.Token);
        }

        return [.. WorkerIds.Where(IsRunning)];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(s_deadline);
        _process.Dispose();
    }

    private static async Task ExitAsync(int id, CancellationToken over)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(over);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            // It is gone already, or the time is over: who asks looks what is left.
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.TryComplete();
    }

    [GeneratedRegex(@"started, pid (\d+)")]
    private static partial Regex WorkerStarted();
}
