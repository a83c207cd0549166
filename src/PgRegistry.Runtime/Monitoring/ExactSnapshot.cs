using PgRegistry.Replication;
using PgRegistry.Store;

namespace PgRegistry.Monitoring;

/// <summary>
/// The exact view at one place of a subscriber's stream, taken while writers go on: a scan that began after the queue did, put
/// right by the changes up to its end. What no change touched was seen by the scan; what one did is as the last of them left it.
/// </summary>
internal static class ExactSnapshot
{
    /// <summary>Busy writers get that many changes in while the end of a snapshot waits for its turn; less, and it might begin anew for ever.</summary>
    private const int LeastRoom = 4096;

    /// <summary>The queue receives changes already. Markers that came meanwhile are handed back, for they still have to be delivered.</summary>
    public static List<Entry<TKey, TValue>> Take<TKey, TValue>(
        ScopeCore<TKey, TValue> core, MonitorQueue<TKey, TValue> queue, out List<Change<TKey, TValue>> markers)
        where TKey : notnull
    {
        while (true)
        {
            queue.BeginSnapshot(Math.Max(core.Store.Count, LeastRoom));
            var scanned = new List<StoredEntry<TKey, TValue>>(core.Store.Count);
            scanned.AddRange(core.Store.Scan());
            List<Change<TKey, TValue>> changes = [];
            var isWhole = false;

            // Between two changes: the scan may have seen one that is in the store, and that nobody was told of yet.
            core.WhileUnchanged(() => isWhole = queue.EndSnapshot(out changes));
            if (isWhole)
            {
                markers = changes.FindAll(static change => change.Kind == ChangeKind.Synced);
                return Reconcile(scanned, changes);
            }
        }
    }

    private static List<Entry<TKey, TValue>> Reconcile<TKey, TValue>(List<StoredEntry<TKey, TValue>> scanned, List<Change<TKey, TValue>> changes)
        where TKey : notnull
    {
        var touched = new Dictionary<EntryId, Entry<TKey, TValue>?>();
        foreach (var change in changes)
        {
            if (change.Kind != ChangeKind.Synced)
            {
                touched[change.Entry.Id] = change.Kind == ChangeKind.Left ? null : change.Entry;
            }
        }

        var entries = new List<Entry<TKey, TValue>>(scanned.Count);
        foreach (var stored in scanned)
        {
            var entry = new Entry<TKey, TValue>(stored);
            if (touched.Count == 0 || !touched.ContainsKey(entry.Id))
            {
                entries.Add(entry);
            }
        }

        foreach (var entry in touched.Values)
        {
            if (entry is { } there)
            {
                entries.Add(there);
            }
        }

        return entries;
    }
}
