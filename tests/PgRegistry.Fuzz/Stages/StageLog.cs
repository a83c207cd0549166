using Microsoft.Extensions.Logging;

namespace PgRegistry.Fuzz.Stages;

/// <summary>What a node logs: warnings are kept until they are taken, errors for good.</summary>
internal sealed class StageLog : ILoggerFactory, ILogger
{
    private readonly List<string> _warnings = [];

    public string? Error { get; private set; }

    public IReadOnlyList<string> Take()
    {
        string[] warnings = [.. _warnings];
        _warnings.Clear();
        return warnings;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        if (logLevel >= LogLevel.Error)
        {
            Error ??= text;
        }
        else
        {
            _warnings.Add(text);
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
