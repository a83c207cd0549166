namespace PgRegistry.Store;

/// <summary>
/// One version of a group of many members: joining appends to the last chunk, leaving stamps the member. Both cost O(1)
/// whatever the size of the group, and older versions stay readable as they were.
/// </summary>
/// <remarks>
/// The directory array is shared by versions while it only grows at its end, and copied when a chunk in its midst is written anew.
/// All chunks but the last are full (dead members included).
/// </remarks>
internal sealed partial class LargeGroup<TKey, TValue> : Cell<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Below this it becomes a small group; less than a small group's bound, so that one member coming and going does not flip it.</summary>
    public const int MinCount = 8;

    private readonly GroupChunk<TKey, TValue>[] _chunks;
    private readonly int _chunkCount;
    private readonly int _tailLength;
    private readonly int _count;
    private readonly long _version;

    /// <summary>How many members are before each chunk; made when the first is read by its index.</summary>
    private int[]? _starts;

    /// <summary>All members; made when many are read by their index.</summary>
    private Member<TValue>[]? _array;

    private int _reads;

    private LargeGroup(TKey key, GroupChunk<TKey, TValue>[] chunks, int chunkCount, int tailLength, int count, long version)
        : base(key)
    {
        _chunks = chunks;
        _chunkCount = chunkCount;
        _tailLength = tailLength;
        _count = count;
        _version = version;
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
        var entry = ItemAt((chunk << Shift) + _chunks[chunk].PlaceOf(index - starts[chunk], _version));
        return new Member<TValue>(entry.Pid, entry.Value);
    }

    public override int Seek(int place)
    {
        var end = ((_chunkCount - 1) << Shift) + _tailLength;
        while (place < end && !_chunks[place >> Shift].IsThere(place & (Capacity - 1), _version))
        {
            place++;
        }

        return place < end ? place : -1;
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
        var starts = new int[_chunkCount];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + _chunks[i - 1].CountAt(_version);
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
