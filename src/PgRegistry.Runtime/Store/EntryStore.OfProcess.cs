namespace PgRegistry.Store;

/// <content>The entries that one process has under one key, without a search through a long list.</content>
internal sealed partial class EntryStore<TKey, TValue>
{
    /// <summary>Both lists longer than this: the process gets an index by key.</summary>
    private const int LongList = 64;

    /// <summary>The most recent entry of a process of this node under a key, or null.</summary>
    public StoredEntry<TKey, TValue>? Newest(ulong serial, TKey key)
    {
        if (Index(serial, key) is { } index)
        {
            return index.Newest(key);
        }

        StoredEntry<TKey, TValue>? newest = null;
        foreach (var entry in Few(serial, key))
        {
            if (newest is null || entry.Tag > newest.Tag)
            {
                newest = entry;
            }
        }

        return newest;
    }

    /// <summary>All entries of a process of this node under a key.</summary>
    public List<StoredEntry<TKey, TValue>> AllOf(ulong serial, TKey key) =>
        Index(serial, key) is { } index ? [.. index.Of(key)] : Few(serial, key);

    private EntriesByKey<TKey, TValue>? Index(ulong serial, TKey key) =>
        _table.Find(key) is { Count: > LongList } && Own.OfProcess(serial) is EntryBag<TKey, TValue> { Count: > LongList } bag ? bag.ByKey() : null;

    private List<StoredEntry<TKey, TValue>> Few(ulong serial, TKey key)
    {
        var found = new List<StoredEntry<TKey, TValue>>();
        var cell = _table.Find(key);
        if (cell is null)
        {
            return found;
        }

        switch (Own.OfProcess(serial))
        {
            case StoredEntry<TKey, TValue> only when EqualityComparer<TKey>.Default.Equals(only.Key, key):
                found.Add(only);
                break;
            case EntryBag<TKey, TValue> bag when bag.Count < cell.Count:
                var place = 0;
                while (bag.Next(ref place) is { } entry)
                {
                    if (EqualityComparer<TKey>.Default.Equals(entry.Key, key))
                    {
                        found.Add(entry);
                    }
                }

                break;
            case EntryBag<TKey, TValue>:
                var cursor = 0;
                while (cell.NextEntry(ref cursor) is { } entry)
                {
                    if (entry.Serial == serial && entry.Origin == Own)
                    {
                        found.Add(entry);
                    }
                }

                break;
        }

        return found;
    }
}
