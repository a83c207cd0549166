using Microsoft.Extensions.Logging;

namespace PgRegistry.Cluster;

/// <summary>What runs in the background on behalf of one owner, so that it can wait for the end of it all.</summary>
internal sealed class TcpTasks(ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isClosed;

    /// <summary>Starts something on the thread pool; false when it is too late for that.</summary>
    public bool TryRun(Func<Task> work)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            _running++;
        }

        // Unsafe: loops that live as long as the node must not hold on to the context of whoever happened to start it.
        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Tasks.RunAsync(state.Work), (Tasks: this, Work: work), preferLocal: false);
        return true;
    }

    /// <summary>Takes nothing more; completes when all has ended.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_running == 0)
            {
                _empty.TrySetResult();
            }
        }

        return _empty.Task;
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The node stops: what it cancels has ended as it should.
        }
        catch (Exception e)
        {
            MeshLog.Unexpected(logger, e);
        }
        finally
        {
            lock (_lock)
            {
                if (--_running == 0 && _isClosed)
                {
                    _empty.TrySetResult();
                }
            }
        }
    }
}
