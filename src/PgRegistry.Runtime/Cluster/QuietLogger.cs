using Microsoft.Extensions.Logging;

namespace PgRegistry.Cluster;

/// <summary>
/// The user's logger, whose exceptions go no further: it is called under locks and in the middle of changes, where one that throws
/// would leave something half done, such as a link that nobody ever takes down.
/// </summary>
internal sealed class QuietLogger(ILogger logger) : ILogger
{
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nobody to tell: who is told of failures is what has failed.
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);
}
