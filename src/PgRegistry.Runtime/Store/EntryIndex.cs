namespace PgRegistry.Store;

/// <summary>
/// Entries by something that follows from them. What stands under such a key are entries too, of which the value is the entry itself: so
/// large groups cost no more here than they do under a key. One writer; readers never wait, and see each key as it was at one moment.
/// </summary>
internal sealed class EntryIndex<TKey, TValue, TIndexKey>(Func<StoredEntry<TKey, TValue>, TIndexKey> keyOf)
    where TKey : notnull
    where TIndexKey : notnull
{
    private readonly KeyTable<TIndexKey, StoredEntry<TKey, TValue>> _table = new();

    /// <summary>Which item stands for an entry. By slot, and not in an array of them: a peer may name a slot that is far off.</summary>
    private readonly Dictionary<Origin<TKey, TValue>, Dictionary<int, StoredEntry<TIndexKey, StoredEntry<TKey, TValue>>>> _items = [];

    /// <summary>The entries under a key. O(1) and then O(1) for each.</summary>
    public IEnumerable<StoredEntry<TKey, TValue>> Find(TIndexKey key)
    {
        if (_table.Find(key) is { } cell)
        {
            var cursor = 0;
            while (cell.NextEntry(ref cursor) is { } item)
            {
                yield return item.Value;
            }
        }
    }

    public void Add(StoredEntry<TKey, TValue> entry)
    {
        if (!_items.TryGetValue(entry.Origin, out var items))
        {
            _items.Add(entry.Origin, items = []);
        }

        var item = new StoredEntry<TIndexKey, StoredEntry<TKey, TValue>>(null!, keyOf(entry), entry.Serial, entry, entry.Tag, entry.Slot);
        items.Add(entry.Slot, item);
        _table.Add(item);
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        var items = _items[entry.Origin];
        items.Remove(entry.Slot, out var item);
        _table.Remove(item!);
        if (items.Count == 0)
        {
            _items.Remove(entry.Origin);
        }
    }

    public void Replace(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> replacement)
    {
        var items = _items[old.Origin];
        var item = items[old.Slot];
        var key = keyOf(replacement);
        if (EqualityComparer<TIndexKey>.Default.Equals(item.Key, key))
        {
            var now = item.With(replacement);
            _table.Replace([item], [now]);
            items[old.Slot] = now;
        }
        else
        {
            _table.Remove(item);
            items.Remove(old.Slot);
            Add(replacement);
        }
    }
}
