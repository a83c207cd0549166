using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PgRegistry.Network.Agents;

/// <summary>
/// The lines of an agent: "= ID TEXT" answers a command, "! TIME KIND TEXT" tells of something, "# TEXT" is of the log. Times are of the
/// machine's monotonic clock, so those of all processes on it compare.
/// </summary>
internal sealed class AgentOutput(TextWriter writer) : ILoggerFactory, ILogger
{
    private readonly Lock _lock = new();

    public void Answer(string id, string text) => Write($"= {id} {text}");

    public void Tell(string kind, string text) => Tell(Stopwatch.GetTimestamp(), kind, text);

    public void Tell(long timestamp, string kind, string text) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"! {timestamp} {kind} {text}"));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // There is only this one.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Write($"# {DateTime.UtcNow:HH:mm:ss.fff} {logLevel} {formatter(state, exception)} {exception}".ReplaceLineEndings(" "));
        }
    }

    public void Dispose()
    {
        // The writer is the caller's.
    }

    private void Write(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
