namespace PgRegistry.Store;

/// <summary>Two to <see cref="MaxCount"/> members under one key, as an exact array that is copied for each change.</summary>
internal sealed class SmallGroup<TKey, TValue>(TKey key, StoredEntry<TKey, TValue>[] members) : Cell<TKey, TValue>(key)
    where TKey : notnull
{
    public const int MaxCount = 16;

    public readonly StoredEntry<TKey, TValue>[] Members = members;

    public override int Count => Members.Length;

    public override int Seek(int place) => place < Members.Length ? place : -1;

    public override MemberSource<TValue> EntryAt(int place) => Members[place];

    public override Member<TValue> At(int index) => new(Members[index].Pid, Members[index].Value);

    public override StoredEntry<TKey, TValue>? NextEntry(ref int cursor) =>
        cursor < Members.Length ? Members[cursor++] : null;

    public Cell<TKey, TValue> Add(StoredEntry<TKey, TValue> entry)
    {
        if (Members.Length < MaxCount)
        {
            var members = new StoredEntry<TKey, TValue>[Members.Length + 1];
            Members.CopyTo(members, 0);
            members[^1] = entry;
            return new SmallGroup<TKey, TValue>(Key, members);
        }

        return LargeGroup<TKey, TValue>.Create(Members, entry);
    }

    public Cell<TKey, TValue> Remove(StoredEntry<TKey, TValue> entry)
    {
        var index = Array.IndexOf(Members, entry);
        if (Members.Length == 2)
        {
            return Members[1 - index];
        }

        var members = new StoredEntry<TKey, TValue>[Members.Length - 1];
        Array.Copy(Members, members, index);
        Array.Copy(Members, index + 1, members, index, members.Length - index);
        return new SmallGroup<TKey, TValue>(Key, members);
    }

    public Cell<TKey, TValue> Replace(ReadOnlySpan<StoredEntry<TKey, TValue>> old, ReadOnlySpan<StoredEntry<TKey, TValue>> replacements)
    {
        var members = (StoredEntry<TKey, TValue>[])Members.Clone();
        for (var i = 0; i < old.Length; i++)
        {
            members[Array.IndexOf(members, old[i])] = replacements[i];
        }

        return new SmallGroup<TKey, TValue>(Key, members);
    }
}
