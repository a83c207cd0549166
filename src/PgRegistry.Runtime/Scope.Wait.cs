namespace PgRegistry;

/// <content>Acting on who is there, now or once somebody is.</content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>
    /// Calls back with the members under a key, on the caller's thread, unless there are none. What the callback throws reaches the caller. No
    /// lock is held meanwhile: it may do anything, closing the scope included.
    /// </summary>
    /// <returns>Whether it was called.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public bool Dispatch(TKey key, Action<Members<TValue>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var members = Lookup(key);
        if (members.IsEmpty)
        {
            return false;
        }

        callback(members);
        return true;
    }

    /// <summary>Completes when somebody is under a key, at once if somebody is; with those who are there then, at least one.</summary>
    /// <exception cref="ObjectDisposedException">The scope is or was closed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Members<TValue>> WaitForAsync(TKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Lookup(key) is { IsEmpty: false } present)
        {
            return present;
        }

        // One change is enough to look again; a monitor that overflows says so, and that is one.
        using var monitor = Monitor(key, new MonitorOptions { Capacity = 1 });
        if (monitor.Snapshot.Count > 0 && Lookup(key) is { IsEmpty: false } joined)
        {
            return joined;
        }

        await foreach (var change in monitor.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (change.Kind != ChangeKind.Left && Lookup(key) is { IsEmpty: false } members)
            {
                return members;
            }
        }

        _core.ThrowIfClosed();
        throw new ObjectDisposedException(Name);
    }
}
