namespace PgRegistry.Store;

/// <summary>
/// Cells by key: what a key has, in one reference, so that each change of a key is published as a whole. A struct around the table, so that a
/// lookup takes no step more. One writer; readers never wait.
/// </summary>
internal readonly struct KeyTable<TKey, TValue>()
    where TKey : notnull
{
    private readonly HashTable<TKey, Cell<TKey, TValue>, KeyOfCell> _table = new(Tombstone.Instance);

    /// <summary>The number of keys.</summary>
    public int Count => _table.Count;

    /// <summary>The number of members under a key.</summary>
    public int CountOf(TKey key) => _table.Find(key)?.Count ?? 0;

    /// <summary>What a key has now; it never changes.</summary>
    public Cell<TKey, TValue>? Find(TKey key)
    {
        var cell = _table.Find(key);

        // The usual case, without a virtual call.
        return cell is null || cell.IsEntry ? cell : cell.AtThisMoment();
    }

    /// <summary>Every key that is there throughout the scan, once.</summary>
    public IEnumerable<TKey> Keys() => _table.Scan().Select(static cell => cell.Key);

    /// <summary>Returns what the key has now.</summary>
    public Cell<TKey, TValue> Add(StoredEntry<TKey, TValue> entry)
    {
        var place = _table.Locate(entry.Key);
        var cell = With(place.Item, entry);
        _table.Set(place, cell);
        return cell;
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        var place = _table.Locate(entry.Key);
        Put(place, Without(place.Item!, entry));
    }

    /// <summary>Entries of one key, in one step. Returns what the key has now.</summary>
    public Cell<TKey, TValue> Add(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        var place = _table.Locate(entries[0].Key);
        var cell = place.Item;
        if (cell is LargeGroup<TKey, TValue> group)
        {
            // All at once, since readers have it. One that comes to be below they have not yet.
            cell = group.Add(entries);
        }
        else
        {
            foreach (var entry in entries)
            {
                cell = With(cell, entry);
            }
        }

        _table.Set(place, cell!);
        return cell!;
    }

    /// <summary>Entries of one key, in one step.</summary>
    public void Remove(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        var place = _table.Locate(entries[0].Key);
        var cell = place.Item;
        if (cell is LargeGroup<TKey, TValue> group)
        {
            cell = group.Remove(entries);
        }
        else
        {
            foreach (var entry in entries)
            {
                cell = Without(cell!, entry);
            }
        }

        Put(place, cell);
    }

    /// <summary>Entries of one key, in one step.</summary>
    public void Replace(ReadOnlySpan<StoredEntry<TKey, TValue>> old, ReadOnlySpan<StoredEntry<TKey, TValue>> replacements)
    {
        var place = _table.Locate(old[0].Key);
        _table.Set(place, place.Item switch
        {
            SmallGroup<TKey, TValue> small => small.Replace(old, replacements),
            LargeGroup<TKey, TValue> large => large.Replace(old, replacements),
            _ => replacements[0],
        });
    }

    private void Put(in HashTable<TKey, Cell<TKey, TValue>, KeyOfCell>.Place place, Cell<TKey, TValue>? cell)
    {
        if (cell is null)
        {
            _table.Remove(place);
        }
        else
        {
            _table.Set(place, cell);
        }
    }

    private static Cell<TKey, TValue> With(Cell<TKey, TValue>? cell, StoredEntry<TKey, TValue> entry) => cell switch
    {
        null => entry,
        StoredEntry<TKey, TValue> first => new SmallGroup<TKey, TValue>(entry.Key, [first, entry]),
        SmallGroup<TKey, TValue> small => small.Add(entry),
        _ => ((LargeGroup<TKey, TValue>)cell).Add([entry]),
    };

    private static Cell<TKey, TValue>? Without(Cell<TKey, TValue> cell, StoredEntry<TKey, TValue> entry) => cell switch
    {
        StoredEntry<TKey, TValue> => null,
        SmallGroup<TKey, TValue> small => small.Remove(entry),
        _ => ((LargeGroup<TKey, TValue>)cell).Remove([entry]),
    };

    private readonly struct KeyOfCell : IKeyOf<TKey, Cell<TKey, TValue>>
    {
        public static TKey KeyOf(Cell<TKey, TValue> item) => item.Key;
    }

    private sealed class Tombstone() : Cell<TKey, TValue>(default!)
    {
        public static readonly Tombstone Instance = new();

        public override int Count => 0;

        public override int Seek(int place) => -1;

        public override MemberSource<TValue> EntryAt(int place) => throw new InvalidOperationException();

        public override Member<TValue> At(int index) => throw new InvalidOperationException();

        public override StoredEntry<TKey, TValue>? NextEntry(ref int cursor) => null;
    }
}
