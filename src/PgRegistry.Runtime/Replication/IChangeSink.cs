using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <summary>
/// Hears of every change of the view, once, in order, under the scope's lock: it must only note it down (invariants 7 and 9).
/// </summary>
internal interface IChangeSink<TKey, TValue>
    where TKey : notnull
{
    void Joined(StoredEntry<TKey, TValue> entry);

    void Left(StoredEntry<TKey, TValue> entry, LeaveReason reason);

    void Updated(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> now);

    void Synced(NodeId node);

    void Closed();
}
