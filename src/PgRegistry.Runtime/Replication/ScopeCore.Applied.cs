namespace PgRegistry.Replication;

/// <content>Waiting until every peer has applied what was done so far.</content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    private readonly List<(long Number, TaskCompletionSource Done)> _applyWaiters = [];

    /// <summary>Completes when every attached peer has applied the log up to its present end.</summary>
    public async Task ReplicatedAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource done;
        using (_gate.Enter())
        {
            ThrowIfClosed();
            var number = _log.LastNumber;
            if (AllApplied(number))
            {
                return;
            }

            done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _applyWaiters.Add((number, done));
            foreach (var view in _peers.Values)
            {
                view.ApplyQueryDue = view.IsAttached;
            }
        }

        _outputReady();
        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), done).ConfigureAwait(false);
        try
        {
            await done.Task.ConfigureAwait(false);
        }
        finally
        {
            using (_gate.Enter())
            {
                _applyWaiters.RemoveAll(waiter => waiter.Done == done);
            }
        }
    }

    private bool AllApplied(long number)
    {
        foreach (var view in _peers.Values)
        {
            // Also while its link is being replaced, when it is not attached: it is not lost, and has to say anew what it holds.
            if (view.Instance != 0 && !view.HasApplied(number) && !Planted.Is(PlantedBug.ReplicatedTooEarly))
            {
                return false;
            }
        }

        return true;
    }

    private void CheckApplyWaiters()
    {
        foreach (var (number, done) in _applyWaiters)
        {
            if (AllApplied(number))
            {
                done.TrySetResult();
            }
        }
    }

    private void FailApplyWaiters()
    {
        foreach (var (_, done) in _applyWaiters)
        {
            done.TrySetException(new ObjectDisposedException(Name, $"The scope \"{Name}\" was closed while somebody waited for its replication."));
        }
    }
}
