namespace PgRegistry;

/// <summary>A listener of the scope that <typeparamref name="TScope"/> declares; implement the generated <c>IListener</c> of that class.</summary>
public interface IRegistryListener<TScope>;

/// <summary>
/// Hears of entries that come and go in a scope, of this node and of others, from its opening to its closing; of updates it does not. The
/// generated <c>IListener</c> of a scope is this with the scope's types.
/// </summary>
/// <remarks>
/// Each listener is called on its own, one call after the other, in the order in which things happened, on a thread of the pool. What it
/// throws is logged and counted (<c>ListenerFailures</c>), and the next call follows; a listener that is slow or blocked keeps back nobody
/// but itself. It may use the scope, and close it. For one who falls behind by more than the node's <c>ListenerCapacity</c>, everything
/// that waits is replaced by one call of <see cref="Resynced"/>.
/// </remarks>
public interface IRegistryListener<TScope, TKey, TValue> : IRegistryListener<TScope>
    where TKey : notnull
{
    /// <summary>An entry joined.</summary>
    void Registered(TKey key, Pid pid, TValue value);

    /// <summary>An entry left; the value is its last one.</summary>
    void Unregistered(TKey key, Pid pid, TValue value, LeaveReason reason);

    /// <summary>The listener fell behind: here is everything that is there now, in the place of the calls that it missed. Does nothing by default.</summary>
    void Resynced(IReadOnlyList<Entry<TKey, TValue>> entries)
    {
    }
}
