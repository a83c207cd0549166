namespace PgRegistry.Store;

/// <summary>The entries of a scope by a member of their values, of all keys and of each. Follows every change of the store.</summary>
internal abstract class ValueIndex<TKey, TValue>
    where TKey : notnull
{
    public abstract void Add(StoredEntry<TKey, TValue> entry);

    public abstract void Remove(StoredEntry<TKey, TValue> entry);

    public abstract void Replace(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> replacement);
}

/// <inheritdoc/>
internal sealed class ValueIndex<TKey, TValue, TMember>(Func<TValue, TMember> memberOf) : ValueIndex<TKey, TValue>
    where TKey : notnull
{
    // A tuple of one: a member may be null, and a key of the table may not.
    private readonly EntryIndex<TKey, TValue, ValueTuple<TMember>> _all = new(entry => new(memberOf(entry.Value)));
    private readonly EntryIndex<TKey, TValue, (TKey, TMember)> _underKey = new(entry => (entry.Key, memberOf(entry.Value)));

    public IEnumerable<StoredEntry<TKey, TValue>> Find(TMember member) => _all.Find(new(member));

    public IEnumerable<StoredEntry<TKey, TValue>> Find(TKey key, TMember member) => _underKey.Find((key, member));

    public override void Add(StoredEntry<TKey, TValue> entry)
    {
        _all.Add(entry);
        _underKey.Add(entry);
    }

    public override void Remove(StoredEntry<TKey, TValue> entry)
    {
        _all.Remove(entry);
        _underKey.Remove(entry);
    }

    public override void Replace(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> replacement)
    {
        if (!Planted.Is(PlantedBug.IndexNotUpdated))
        {
            _all.Replace(old, replacement);
            _underKey.Replace(old, replacement);
        }
    }
}
