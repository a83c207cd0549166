using Microsoft.Extensions.Logging;

namespace PgRegistry.TestKit.Simulation;

/// <summary>Notes what a node should never have to log while links keep the order of bytes: something out of sequence, or malformed.</summary>
internal sealed class SurpriseLog(Action<string> note) : ILoggerFactory, ILogger
{
    private const int LinkReplaced = 2;
    private const int LinkLost = 4;
    private const int OutOfSequence = 7;
    private const int NameInUse = 8;

    private static readonly int[] Surprising = [OutOfSequence];

    public string? Surprise { get; private set; }

    /// <summary>How often a link took the place of another, one end each.</summary>
    public long Replaced { get; private set; }

    /// <summary>How often a node lost a link.</summary>
    public long Lost { get; private set; }

    /// <summary>How often somebody was refused because the name was in use.</summary>
    public long NamesRefused { get; private set; }

    /// <summary>Something was lost on a link that stayed up, so gaps are to be expected.</summary>
    public bool MayBeOutOfSequence { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Count(eventId.Id);
        if (logLevel == LogLevel.Debug)
        {
            return;
        }

        var text = formatter(state, exception);
        note(text);
        if ((Surprising.Contains(eventId.Id) && !MayBeOutOfSequence) || text.Contains("malformed", StringComparison.Ordinal))
        {
            Surprise ??= text;
        }
    }

    private void Count(int id)
    {
        switch (id)
        {
            case LinkReplaced:
                Replaced++;
                break;
            case LinkLost:
                Lost++;
                break;
            case NameInUse:
                NamesRefused++;
                break;
            default:
                break;
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
