using PgRegistry.Replication;
using PgRegistry.Store;

namespace PgRegistry.Monitoring;

/// <summary>
/// The exact view at one place of a subscriber's stream, taken while writers go on: a scan that began after the queue did, put
/// right by the changes up to its end. What no change touched was seen by the scan; what one did is as the last of them left it.
/// </summary>
internal static class ExactSnapshot
{
    /// <summary>
    /// Busy writers get that many changes in while who takes a snapshot waits for a processor; less, and it might begin anew for ever. As many
    /// as wait in a monitor anyway, unless it is configured otherwise.
    /// </summary>
    private const int LeastRoom = 65536;

    /// <summary>So often the end is sought without the scope's lock: it is not fair, and busy writers keep others out of it for a tenth of a second.</summary>
    private const int Looks = 60;

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
            if (End(core, queue, out var changes) == SnapshotEnd.Whole)
            {
                markers = changes.FindAll(static change => change.Kind == ChangeKind.Synced);
                return Reconcile(scanned, changes);
            }
        }
    }

    /// <summary>Between two changes: the scan may have seen one that is in the store, and that nobody was told of yet.</summary>
    private static SnapshotEnd End<TKey, TValue>(ScopeCore<TKey, TValue> core, MonitorQueue<TKey, TValue> queue, out List<Change<TKey, TValue>> changes)
        where TKey : notnull
    {
        var spin = default(SpinWait);
        for (var i = 0; i < Looks; i++)
        {
            var end = queue.EndSnapshot(() => core.IsEverybodyTold, out changes);
            if (end != SnapshotEnd.NotYet)
            {
                return end;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        // A writer that was stopped in the midst of a change, or one whose key threw and that was followed by no other.
        var last = SnapshotEnd.NotYet;
        List<Change<TKey, TValue>> found = [];
        core.WhileUnchanged(() => last = queue.EndSnapshot(static () => true, out found));
        changes = found;
        return last;
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
