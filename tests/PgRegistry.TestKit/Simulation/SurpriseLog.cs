using Microsoft.Extensions.Logging;

namespace PgRegistry.TestKit.Simulation;

/// <summary>Notes what a node should never have to log while links keep the order of bytes: something out of sequence, or malformed.</summary>
internal sealed class SurpriseLog : ILoggerFactory, ILogger
{
    private static readonly int[] Surprising = [7];

    public string? Surprise { get; private set; }

    /// <summary>Something was lost on a link that stayed up, so gaps are to be expected.</summary>
    public bool MayBeOutOfSequence { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        if ((Surprising.Contains(eventId.Id) && !MayBeOutOfSequence) || text.Contains("malformed", StringComparison.Ordinal))
        {
            Surprise ??= text;
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
