namespace PgRegistry.Store;

/// <summary>The members under one key at one moment, read without knowing the type of the key.</summary>
internal abstract class MemberSource<TValue>
{
    public abstract int Count { get; }

    /// <summary>Gives the member at the cursor, or after it, and moves the cursor behind it. A cursor begins at 0.</summary>
    public abstract bool Next(ref int cursor, out Member<TValue> member);

    /// <summary>The member at an index below <see cref="Count"/>.</summary>
    public abstract Member<TValue> At(int index);
}

/// <summary>
/// What the key table holds for a key: an entry when there is one, else a group. It never changes after it was published, so a
/// key is read atomically, without a lock and without allocation.
/// </summary>
internal abstract class Cell<TKey, TValue>(TKey key) : MemberSource<TValue>
    where TKey : notnull
{
    public readonly TKey Key = key;

    /// <summary>The stored entry at the cursor, or after it; null at the end.</summary>
    public abstract StoredEntry<TKey, TValue>? NextEntry(ref int cursor);
}
