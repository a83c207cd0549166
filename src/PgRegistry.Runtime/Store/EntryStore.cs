using System.Collections.Concurrent;

namespace PgRegistry.Store;

/// <summary>
/// All entries that this node sees, by key, by origin and by process. Changes come from one writer at a time; readers never wait.
/// </summary>
internal sealed partial class EntryStore<TKey, TValue>
    where TKey : notnull
{
    private readonly KeyTable<TKey, TValue> _table = new();
    private readonly ValueIndex<TKey, TValue>[] _indexes;
    private readonly ConcurrentDictionary<NodeId, Origin<TKey, TValue>> _origins = new();
    private PaddedInt _count;

    public EntryStore(Origin<TKey, TValue> own, params ValueIndex<TKey, TValue>[] indexes)
    {
        Own = own;
        _indexes = indexes;
        _origins[own.Node] = own;
    }

    /// <summary>The entries that this node owns.</summary>
    public Origin<TKey, TValue> Own { get; }

    public int Count => Volatile.Read(ref _count.Value);

    public int KeyCount => _table.Count;

    public int CountOf(TKey key) => _table.CountOf(key);

    /// <summary>
    /// The members under a key, or null: exactly those of one moment. O(1), no lock; no allocation, but for a large group that has changed since it
    /// was read last.
    /// </summary>
    public Cell<TKey, TValue>? Find(TKey key) => _table.Find(key);

    /// <summary>Every key that has an entry. Weakly consistent.</summary>
    public IEnumerable<TKey> Keys() => _table.Keys();

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

    /// <summary>An index of the scope, by the number that its declaration gives it.</summary>
    public ValueIndex<TKey, TValue> Index(int number) => _indexes[number];

    public void Add(StoredEntry<TKey, TValue> entry)
    {
        Added(entry, _table.Add(entry));
        Volatile.Write(ref _count.Value, _count.Value + 1);
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        _table.Remove(entry);
        Removed(entry);
        Volatile.Write(ref _count.Value, _count.Value - (Planted.Is(PlantedBug.CountForgotten) ? 0 : 1));
    }

    /// <summary>Adds entries of one key in one step: a reader of the key sees none of them or all.</summary>
    public void Add(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        var cell = _table.Add(entries);
        foreach (var entry in entries)
        {
            Added(entry, cell);
        }

        Volatile.Write(ref _count.Value, _count.Value + entries.Length);
    }

    /// <summary>Takes entries of one key out in one step: a reader of the key sees all of them or none.</summary>
    public void Remove(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        _table.Remove(entries);
        foreach (var entry in entries)
        {
            Removed(entry);
        }

        Volatile.Write(ref _count.Value, _count.Value - entries.Length);
    }

    /// <summary>Gives entries of one key new values, in one step: a reader sees all the old ones or all the new ones.</summary>
    public void Replace(ReadOnlySpan<StoredEntry<TKey, TValue>> old, ReadOnlySpan<StoredEntry<TKey, TValue>> replacements)
    {
        _table.Replace(old, replacements);
        for (var i = 0; i < old.Length; i++)
        {
            old[i].Origin.Replace(old[i], replacements[i]);
            foreach (var index in _indexes)
            {
                index.Replace(old[i], replacements[i]);
            }
        }
    }

    private void Added(StoredEntry<TKey, TValue> entry, Cell<TKey, TValue> cell)
    {
        entry.Origin.Add(entry, cell);
        foreach (var index in _indexes)
        {
            index.Add(entry);
        }
    }

    private void Removed(StoredEntry<TKey, TValue> entry)
    {
        entry.Origin.Remove(entry);
        foreach (var index in _indexes)
        {
            index.Remove(entry);
        }
    }
}
