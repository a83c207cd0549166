namespace PgRegistry.Store;

/// <summary>
/// A large group as it was at one moment. It is made for who reads the group first after a change, and shared with who reads it before the next.
/// </summary>
internal sealed class GroupVersion<TKey, TValue> : Cell<TKey, TValue>
    where TKey : notnull
{
    private const int Shift = GroupChunk<TKey, TValue>.Shift;
    private const int Capacity = GroupChunk<TKey, TValue>.Capacity;

    /// <summary>How many places there were.</summary>
    public readonly int End;

    /// <summary>A member that left with a later version is still here.</summary>
    public readonly long Version;

    private readonly ChunkDirectory<TKey, TValue> _chunks;
    private readonly int _count;

    /// <summary>How many members are before each chunk; made when the first is read by its index.</summary>
    private int[]? _starts;

    /// <summary>All members; made when many are read by their index.</summary>
    private Member<TValue>[]? _array;

    private int _reads;

    public GroupVersion(TKey key, ChunkDirectory<TKey, TValue> chunks, int end, int count, long version)
        : base(key)
    {
        _chunks = chunks;
        End = end;
        _count = count;
        Version = version;
    }

    public override int Count => _count;

    /// <summary>
    /// One is found by its chunk, for who wants any one of them after each change; for who reads them all, there is an array before he has read
    /// one in 64. (Any one of 100,000, after a change: 2 ms with the array alone.)
    /// </summary>
    public override Member<TValue> At(int index)
    {
        var array = Volatile.Read(ref _array) ?? (_reads++ > _count >> 6 ? MakeArray() : null);
        if (array is not null)
        {
            return array[index];
        }

        var starts = Volatile.Read(ref _starts) ?? MakeStarts();
        var chunk = Array.BinarySearch(starts, index);
        chunk = chunk < 0 ? ~chunk - 1 : chunk;
        var entry = ItemAt((chunk << Shift) + _chunks[chunk].PlaceOf(index - starts[chunk], Version));
        return new Member<TValue>(entry.Pid, entry.Value);
    }

    public override int Seek(int place)
    {
        while (place < End && !_chunks[place >> Shift].IsThere(place & (Capacity - 1), Version))
        {
            place++;
        }

        return place < End ? place : -1;
    }

    public override MemberSource<TValue> EntryAt(int place) => ItemAt(place);

    public override StoredEntry<TKey, TValue>? NextEntry(ref int cursor)
    {
        var place = Seek(cursor);
        if (place < 0)
        {
            return null;
        }

        cursor = place + 1;
        return ItemAt(place);
    }

    private StoredEntry<TKey, TValue> ItemAt(int place) => _chunks[place >> Shift].Items[place & (Capacity - 1)];

    private int[] MakeStarts()
    {
        var starts = new int[(End + Capacity - 1) >> Shift];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + _chunks[i - 1].CountAt(Version);
        }

        Volatile.Write(ref _starts, starts);
        return starts;
    }

    private Member<TValue>[] MakeArray()
    {
        var array = new Member<TValue>[_count];
        var cursor = 0;
        for (var i = 0; i < array.Length; i++)
        {
            var entry = NextEntry(ref cursor)!;
            array[i] = new Member<TValue>(entry.Pid, entry.Value);
        }

        Volatile.Write(ref _array, array);
        return array;
    }
}
