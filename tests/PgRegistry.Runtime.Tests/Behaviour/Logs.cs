using Microsoft.Extensions.Logging;

namespace PgRegistry.Tests.Behaviour;

/// <summary>What a node logs, line by line.</summary>
internal sealed class Logs : ILoggerFactory, ILogger
{
    private readonly Lock _lock = new();
    private readonly List<(int Id, LogLevel Level, string Text)> _lines = [];
    private readonly List<(int Id, TaskCompletionSource<string> Seen)> _waiting = [];

    public List<string> Of(int id)
    {
        lock (_lock)
        {
            return [.. _lines.Where(line => line.Id == id).Select(line => line.Text)];
        }
    }

    /// <summary>The first line with an event id, whether it was logged already or not.</summary>
    public Task<string> FirstAsync(int id)
    {
        lock (_lock)
        {
            if (_lines.FirstOrDefault(line => line.Id == id) is { Text: not null } line)
            {
                return Task.FromResult(line.Text);
            }

            var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((id, seen));
            return seen.Task;
        }
    }

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        lock (_lock)
        {
            _lines.Add((eventId.Id, logLevel, text));
            foreach (var (_, seen) in _waiting.Where(waiting => waiting.Id == eventId.Id))
            {
                seen.TrySetResult(text);
            }
        }
    }

    public void Dispose()
    {
    }
}
