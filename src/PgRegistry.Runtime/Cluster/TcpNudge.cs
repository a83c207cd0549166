namespace PgRegistry.Cluster;

/// <summary>Wakes up one waiter before its time: for loops that have something to do now and then.</summary>
internal sealed class TcpNudge
{
    private volatile TaskCompletionSource _source = NewSource();

    /// <summary>Cheap, and safe under locks: the waiter goes on elsewhere.</summary>
    public void Set() => _source.TrySetResult();

    /// <summary>Returns when nudged, also when that was before, or when the time is over.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        var source = _source;
        var timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), source, atMost, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            await source.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        // What is nudged from here on is seen next time; what was before, the caller sees when it now looks around.
        _source = NewSource();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
