namespace PgRegistry.Store;

/// <summary>
/// What the key table holds for a key: an entry when there is one, else a group. It never changes after it was published, so a
/// key is read atomically, without a lock and without allocation.
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

    /// <summary>The stored entry at the cursor, or after it, and the cursor behind it; null at the end. A cursor begins at 0.</summary>
    public abstract StoredEntry<TKey, TValue>? NextEntry(ref int cursor);
}
