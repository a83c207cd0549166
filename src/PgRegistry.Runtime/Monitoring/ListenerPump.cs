using PgRegistry.Replication;

namespace PgRegistry.Monitoring;

/// <summary>
/// Calls one listener with what its queue has, one change after the other, until the scope closes. It has a task of its own, so that
/// nobody else waits for it: no writer, no peer, no other listener (invariant 9).
/// </summary>
internal sealed class ListenerPump<TScope, TKey, TValue>(
    ScopeCore<TKey, TValue> core, MonitorQueue<TKey, TValue> queue, IRegistryListener<TScope, TKey, TValue> listener, Action<Type, Exception> failed)
    where TKey : notnull
{
    public void Start()
    {
        // What belongs to the caller's request must not follow it for as long as the scope is open.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            switch (queue.Take(out var changes))
            {
                case QueueState.HasChanges:
                    foreach (var change in changes)
                    {
                        Deliver(change);
                    }

                    break;
                case QueueState.Overflowed:
                    var entries = ExactSnapshot.Take(core, queue, out _);
                    Call(() => listener.Resynced(entries));
                    break;
                case QueueState.Closed:
                    return;
                default:
                    await queue.WaitAsync().ConfigureAwait(false);
                    break;
            }
        }
    }

    private void Deliver(Change<TKey, TValue> change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Joined:
                Call(() => listener.Registered(change.Key, change.Pid, change.Value));
                break;
            case ChangeKind.Left:
                Call(() => listener.Unregistered(change.Key, change.Pid, change.Value, change.Reason));
                break;
        }
    }

    private void Call(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            failed(listener.GetType(), exception);
        }
    }
}
