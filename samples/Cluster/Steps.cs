using System.Threading.Channels;

namespace ClusterSample;

/// <summary>What comes from several sources at once, as steps to be taken one after the other.</summary>
internal sealed class Steps
{
    private readonly Channel<Action> _steps = Channel.CreateUnbounded<Action>(new() { SingleReader = true });

    /// <summary>Waits for the next step and takes it.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken) => (await _steps.Reader.ReadAsync(cancellationToken))();

    /// <summary>Makes a step of each item until the token is cancelled. Should the source fail, so does the next step.</summary>
    public async Task FeedAsync<T>(IAsyncEnumerable<T> source, Action<T> step, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken))
            {
                _steps.Writer.TryWrite(() => step(item));
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
        catch (Exception e)
        {
            _steps.Writer.TryComplete(e);
        }
    }

    /// <summary>Makes a step now and then.</summary>
    public async Task FeedAsync(PeriodicTimer clock, Action step, CancellationToken cancellationToken)
    {
        try
        {
            while (await clock.WaitForNextTickAsync(cancellationToken))
            {
                _steps.Writer.TryWrite(step);
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
    }
}
