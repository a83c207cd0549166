namespace PgRegistry.Store;

/// <content>The entries that one process has under one key, without a search through a long list.</content>
internal sealed partial class EntryStore<TKey, TValue>
{
    /// <summary>Both lists longer than this: the process gets an index by key.</summary>
    private const int LongList = 64;

    /// <summary>The most recent entry of a process of this node under a key, or null.</summary>
    public StoredEntry<TKey, TValue>? Newest(ulong serial, TKey key)
    {
        switch (Own.OfProcess(serial))
        {
            case StoredEntry<TKey, TValue> only:
                return HasKey(only, key) ? only : null;
            case EntryBag<TKey, TValue> bag when AreLong(bag, key):
                return bag.ByKey().Newest(key);
            case EntryBag<TKey, TValue> bag:
                StoredEntry<TKey, TValue>? newest = null;
                foreach (var entry in Few(bag, key))
                {
                    newest = newest is null || entry.Tag > newest.Tag ? entry : newest;
                }

                return newest;
            default:
                return null;
        }
    }

    /// <summary>All entries of a process of this node under a key.</summary>
    public List<StoredEntry<TKey, TValue>> AllOf(ulong serial, TKey key) => Own.OfProcess(serial) switch
    {
        StoredEntry<TKey, TValue> only when HasKey(only, key) => [only],
        EntryBag<TKey, TValue> bag => AreLong(bag, key) ? [.. bag.ByKey().Of(key)] : Few(bag, key),
        _ => [],
    };

    private static bool HasKey(StoredEntry<TKey, TValue> entry, TKey key) => EqualityComparer<TKey>.Default.Equals(entry.Key, key);

    private bool AreLong(EntryBag<TKey, TValue> bag, TKey key) => bag.Count > LongList && _table.CountOf(key) > LongList;

    /// <summary>The entries of a process under a key, by the shorter of the two lists.</summary>
    private List<StoredEntry<TKey, TValue>> Few(EntryBag<TKey, TValue> bag, TKey key)
    {
        var found = new List<StoredEntry<TKey, TValue>>();
        if (bag.Count < _table.CountOf(key))
        {
            var place = 0;
            while (bag.Next(ref place) is { } entry)
            {
                if (HasKey(entry, key))
                {
                    found.Add(entry);
                }
            }
        }
        else if (_table.Find(key) is { } cell)
        {
            var cursor = 0;
            while (cell.NextEntry(ref cursor) is { } entry)
            {
                if (entry.Serial == bag.Serial && entry.Origin == Own)
                {
                    found.Add(entry);
                }
            }
        }

        return found;
    }
}
