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
    private Member<TValue>[]? _array;

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

    /// <summary>The first use makes the array of this version and keeps it.</summary>
    public override Member<TValue> At(int index) => (Volatile.Read(ref _array) ?? MakeArray())[index];

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
