using System.Collections.Concurrent;

namespace PgRegistry.Store;

/// <summary>
/// All entries that this node sees, by key, by origin and by process. Changes come from one writer at a time; readers never wait.
/// </summary>
internal sealed partial class EntryStore<TKey, TValue>
    where TKey : notnull
{
    private readonly HashTable<TKey, Cell<TKey, TValue>, KeyOfCell> _table = new(Tombstone.Instance);
    private readonly ConcurrentDictionary<NodeId, Origin<TKey, TValue>> _origins = new();
    private PaddedInt _count;

    public EntryStore(Origin<TKey, TValue> own)
    {
        Own = own;
        _origins[own.Node] = own;
    }

    /// <summary>The entries that this node owns.</summary>
    public Origin<TKey, TValue> Own { get; }

    public int Count => Volatile.Read(ref _count.Value);

    public int KeyCount => _table.Count;

    /// <summary>The members under a key, or null: exactly those of one moment. O(1), no lock, no allocation.</summary>
    public Cell<TKey, TValue>? Find(TKey key) => _table.Find(key);

    /// <summary>Every key that has an entry. Weakly consistent.</summary>
    public IEnumerable<Cell<TKey, TValue>> Cells() => _table.Scan();

    public Origin<TKey, TValue>? OriginOf(NodeId node) => _origins.GetValueOrDefault(node);

    public void AddOrigin(Origin<TKey, TValue> origin) => _origins[origin.Node] = origin;

    public void RemoveOrigin(Origin<TKey, TValue> origin) => _origins.TryRemove(new(origin.Node, origin));

    /// <summary>Every entry that is there throughout the scan, once; of those that come and go meanwhile, some.</summary>
    public IEnumerable<StoredEntry<TKey, TValue>> Scan()
    {
        foreach (var (_, origin) in _origins)
        {
            var slot = 0;
            while (origin.Next(ref slot) is { } entry)
            {
                yield return entry;
            }
        }
    }

    public void Add(StoredEntry<TKey, TValue> entry)
    {
        _table.Set(entry.Key, With(_table.Find(entry.Key), entry));
        entry.Origin.Add(entry);
        Volatile.Write(ref _count.Value, _count.Value + 1);
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        if (Without(_table.Find(entry.Key)!, entry) is { } others)
        {
            _table.Set(entry.Key, others);
        }
        else
        {
            _table.Remove(entry.Key);
        }

        entry.Origin.Remove(entry);
        Volatile.Write(ref _count.Value, _count.Value - (Planted.Is(PlantedBug.CountForgotten) ? 0 : 1));
    }

    /// <summary>Adds entries of one key in one step: a reader of the key sees none of them or all.</summary>
    public void Add(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        var key = entries[0].Key;
        var cell = _table.Find(key);
        foreach (var entry in entries)
        {
            cell = With(cell, entry);
        }

        _table.Set(key, cell!);
        foreach (var entry in entries)
        {
            entry.Origin.Add(entry);
        }

        Volatile.Write(ref _count.Value, _count.Value + entries.Length);
    }

    /// <summary>Takes entries of one key out in one step: a reader of the key sees all of them or none.</summary>
    public void Remove(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        var key = entries[0].Key;
        var cell = _table.Find(key);
        foreach (var entry in entries)
        {
            cell = Without(cell!, entry);
        }

        if (cell is null)
        {
            _table.Remove(key);
        }
        else
        {
            _table.Set(key, cell);
        }

        foreach (var entry in entries)
        {
            entry.Origin.Remove(entry);
        }

        Volatile.Write(ref _count.Value, _count.Value - entries.Length);
    }

    /// <summary>Gives entries of one key new values, in one step: a reader sees all the old ones or all the new ones.</summary>
    public void Replace(ReadOnlySpan<StoredEntry<TKey, TValue>> old, ReadOnlySpan<StoredEntry<TKey, TValue>> replacements)
    {
        var key = old[0].Key;
        _table.Set(key, _table.Find(key) switch
        {
            SmallGroup<TKey, TValue> small => small.Replace(old, replacements),
            LargeGroup<TKey, TValue> large => large.Replace(old, replacements),
            _ => replacements[0],
        });
        for (var i = 0; i < old.Length; i++)
        {
            old[i].Origin.Replace(old[i], replacements[i]);
        }
    }

    private static Cell<TKey, TValue> With(Cell<TKey, TValue>? cell, StoredEntry<TKey, TValue> entry) => cell switch
    {
        null => entry,
        StoredEntry<TKey, TValue> first => new SmallGroup<TKey, TValue>(entry.Key, [first, entry]),
        SmallGroup<TKey, TValue> small => small.Add(entry),
        _ => ((LargeGroup<TKey, TValue>)cell).Add(entry),
    };

    private static Cell<TKey, TValue>? Without(Cell<TKey, TValue> cell, StoredEntry<TKey, TValue> entry) => cell switch
    {
        StoredEntry<TKey, TValue> => null,
        SmallGroup<TKey, TValue> small => small.Remove(entry),
        _ => ((LargeGroup<TKey, TValue>)cell).Remove(entry),
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
