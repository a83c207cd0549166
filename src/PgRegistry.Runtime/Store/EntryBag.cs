namespace PgRegistry.Store;

/// <summary>
/// The entries of a process that has several. Adding and removing cost O(1): a place that became free is used again. Readers may
/// enumerate it at any time, without a lock: they see every entry that is there throughout.
/// </summary>
internal sealed class EntryBag<TKey, TValue>
    where TKey : notnull
{
    private StoredEntry<TKey, TValue>?[] _items = new StoredEntry<TKey, TValue>?[4];
    private readonly Stack<int> _holes = new();
    private int _length;
    private EntriesByKey<TKey, TValue>? _byKey;

    public EntryBag(ulong serial) => Serial = serial;

    public ulong Serial { get; }

    public int Count => _length - _holes.Count;

    public void Add(StoredEntry<TKey, TValue> entry)
    {
        if (!_holes.TryPop(out var place))
        {
            place = _length++;
            if (place == _items.Length)
            {
                var larger = new StoredEntry<TKey, TValue>?[_items.Length * 2];
                _items.CopyTo(larger, 0);
                Volatile.Write(ref _items, larger);
            }
        }

        entry.ProcessPlace = place;
        Volatile.Write(ref _items[place], entry);
        _byKey?.Add(entry);
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        Volatile.Write(ref _items[entry.ProcessPlace], null);
        _holes.Push(entry.ProcessPlace);
        _byKey?.Remove(entry);
    }

    public void Replace(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> replacement)
    {
        Volatile.Write(ref _items[old.ProcessPlace], replacement);
        _byKey?.Replace(old, replacement);
    }

    /// <summary>The entry at or after a place, and the place behind it; null at the end.</summary>
    public StoredEntry<TKey, TValue>? Next(ref int place)
    {
        var items = Volatile.Read(ref _items);
        while (place < items.Length)
        {
            if (Volatile.Read(ref items[place++]) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The writer's index of this process's entries by key, made at the first need and kept from then on.</summary>
    public EntriesByKey<TKey, TValue> ByKey()
    {
        if (_byKey is null)
        {
            var index = new EntriesByKey<TKey, TValue>();
            var place = 0;
            while (Next(ref place) is { } entry)
            {
                index.Add(entry);
            }

            _byKey = index;
        }

        return _byKey;
    }
}
