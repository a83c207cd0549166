namespace PgRegistry.Store;

/// <summary>
/// The entries of one process by key, in the order of their tags: for the rare process that has many entries, also under a key
/// that has many members, so that neither list has to be searched. The writer's own.
/// </summary>
internal sealed class EntriesByKey<TKey, TValue>
    where TKey : notnull
{
    private static readonly Comparer<StoredEntry<TKey, TValue>> ByTag =
        Comparer<StoredEntry<TKey, TValue>>.Create(static (a, b) => a.Tag.CompareTo(b.Tag));

    private readonly Dictionary<TKey, SortedSet<StoredEntry<TKey, TValue>>> _keys = [];

    public IReadOnlyCollection<StoredEntry<TKey, TValue>> Of(TKey key) => _keys.TryGetValue(key, out var set) ? set : [];

    public StoredEntry<TKey, TValue>? Newest(TKey key) => _keys.TryGetValue(key, out var set) ? set.Max : null;

    public void Add(StoredEntry<TKey, TValue> entry)
    {
        if (!_keys.TryGetValue(entry.Key, out var set))
        {
            _keys.Add(entry.Key, set = new SortedSet<StoredEntry<TKey, TValue>>(ByTag));
        }

        set.Add(entry);
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        if (_keys.TryGetValue(entry.Key, out var set) && set.Remove(entry) && set.Count == 0)
        {
            _keys.Remove(entry.Key);
        }
    }

    public void Replace(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> replacement)
    {
        if (_keys.TryGetValue(old.Key, out var set))
        {
            set.Remove(old);
            set.Add(replacement);
        }
    }
}
