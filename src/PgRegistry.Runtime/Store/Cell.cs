namespace PgRegistry.Store;

/// <summary>
/// What the key table holds for a key: an entry when there is one, else a group. But for a large group it never changes after it was
/// published; of that a reader takes the version of the moment. So a key is read atomically, without a lock.
/// </summary>
internal abstract class Cell<TKey, TValue> : MemberSource<TValue>
    where TKey : notnull
{
    public readonly TKey Key;

    /// <summary>A group.</summary>
    protected Cell(TKey key) => Key = key;

    /// <summary>An entry.</summary>
    protected Cell(TKey key, Home home, ulong serial, TValue value)
        : base(home, serial, value) => Key = key;

    /// <summary>The same, but for a large group: what it has now, which never changes. O(1); allocates when it has changed since it was last read.</summary>
    public virtual Cell<TKey, TValue> AtThisMoment() => this;

    /// <summary>The stored entry at the cursor, or after it, and the cursor behind it; null at the end. A cursor begins at 0.</summary>
    public abstract StoredEntry<TKey, TValue>? NextEntry(ref int cursor);
}
