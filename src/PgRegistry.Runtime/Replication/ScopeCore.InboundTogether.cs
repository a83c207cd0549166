using System.Runtime.InteropServices;
using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <content>Operations of a peer that one call made on one key: what was published in one step there becomes visible in one step here.</content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    /// <summary>Applies the first of some operations, and those that must become visible with it; returns how many.</summary>
    private int ApplyTogether(PeerView<TKey, TValue> view, ReadOnlySpan<Operation<TKey, TValue>> operations) => operations[0].Kind switch
    {
        OperationKind.Join => ApplyJoins(view.Origin!, operations),
        OperationKind.Leave => ApplyLeaves(view, operations),
        _ => ApplyUpdates(view, operations),
    };

    private int ApplyJoins(Origin<TKey, TValue> origin, ReadOnlySpan<Operation<TKey, TValue>> operations)
    {
        if (!operations[0].Continues)
        {
            Join(origin, operations[0]);
            return 1;
        }

        var joining = new List<StoredEntry<TKey, TValue>>();
        var slots = new HashSet<int>();
        foreach (ref readonly var operation in operations)
        {
            // A slot that is given twice in one record is a peer's mistake; the later one evicts the former, as ever.
            if (operation.Kind != OperationKind.Join || !slots.Add(operation.Slot)
                || (joining.Count > 0 && !EqualityComparer<TKey>.Default.Equals(joining[0].Key, operation.Key)))
            {
                break;
            }

            EvictStale(origin, operation.Slot);
            joining.Add(EntryOf(origin, operation));
            if (!operation.Continues)
            {
                break;
            }
        }

        Add(Planted.Is(PlantedBug.BatchTorn) ? CollectionsMarshal.AsSpan(joining)[..1] : CollectionsMarshal.AsSpan(joining));
        return joining.Count;
    }

    private int ApplyLeaves(PeerView<TKey, TValue> view, ReadOnlySpan<Operation<TKey, TValue>> operations)
    {
        var reason = operations[0].Reason;
        if (!operations[0].Continues && view.Origin!.Find(operations[0].Slot, operations[0].Tag) is { } only && !Planted.Is(PlantedBug.RemovalByTagAlone))
        {
            Remove(only, reason);
            return 1;
        }

        var leaving = new List<StoredEntry<TKey, TValue>>(1);
        var count = Collect(view, operations, OperationKind.Leave, (entry, operation) =>
        {
            if (operation.Reason != reason)
            {
                return false;
            }

            leaving.Add(entry);
            return true;
        });
        if (leaving.Count > 0)
        {
            Remove(CollectionsMarshal.AsSpan(leaving), reason);
        }

        return count;
    }

    private int ApplyUpdates(PeerView<TKey, TValue> view, ReadOnlySpan<Operation<TKey, TValue>> operations)
    {
        var old = new List<StoredEntry<TKey, TValue>>(1);
        var now = new List<StoredEntry<TKey, TValue>>(1);
        var count = Collect(view, operations, OperationKind.Update, (entry, operation) =>
        {
            // What does not change the view is no change (invariant 7).
            if (!_values.Equals(entry.Value, operation.Value) && !(view.SyncIn is not null && Planted.Is(PlantedBug.UpdateDuringSyncLost)))
            {
                old.Add(entry);
                now.Add(entry.With(operation.Value));
            }

            return true;
        });
        if (old.Count > 0)
        {
            Replace(CollectionsMarshal.AsSpan(old), CollectionsMarshal.AsSpan(now));
        }

        return count;
    }

    /// <summary>
    /// Hands over the entries of one key that the first operations are about, as far as they were published together, each once; what is
    /// not held is counted and noted. Returns how many operations that were.
    /// </summary>
    private int Collect(
        PeerView<TKey, TValue> view, ReadOnlySpan<Operation<TKey, TValue>> operations, OperationKind kind, Func<StoredEntry<TKey, TValue>, Operation<TKey, TValue>, bool> take)
    {
        var tags = operations[0].Continues ? new HashSet<long>() : null;
        StoredEntry<TKey, TValue>? first = null;
        var count = 0;
        foreach (ref readonly var operation in operations)
        {
            if (operation.Kind != kind || tags?.Add(operation.Tag) == false)
            {
                break;
            }

            if (kind == OperationKind.Leave && Planted.Is(PlantedBug.RemovalByTagAlone))
            {
                var tag = operation.Tag;
                Store.Scan().Where(any => any.Tag == tag).Take(1).ToList().ForEach(any => take(any, default));
            }
            else if (view.Origin!.Find(operation.Slot, operation.Tag) is not { } entry)
            {
                Missing(view, operation.Tag);
            }
            else if ((first is not null && !EqualityComparer<TKey>.Default.Equals(first.Key, entry.Key)) || !take(entry, operation))
            {
                break;
            }
            else
            {
                first ??= entry;
            }

            count++;
            if (!operation.Continues)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>Adds a peer's entry.</summary>
    private void Join(Origin<TKey, TValue> origin, in Operation<TKey, TValue> operation)
    {
        EvictStale(origin, operation.Slot);
        Add(EntryOf(origin, operation));
    }

    /// <summary>A slot may still be taken by an entry whose leaving was missed: the peer gave the slot away since, so that one is gone.</summary>
    private void EvictStale(Origin<TKey, TValue> origin, int slot)
    {
        if (origin.AtSlot(slot) is { } stale && !Planted.Is(PlantedBug.SlotNotEvicted))
        {
            Remove(stale, LeaveReason.Missed);
        }
    }

    private static StoredEntry<TKey, TValue> EntryOf(Origin<TKey, TValue> origin, in Operation<TKey, TValue> operation) =>
        new(origin, operation.Key, operation.Serial, operation.Value, operation.Tag, operation.Slot);
}
