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

    public override bool Next(ref int cursor, out Member<TValue> member)
    {
        if (NextEntry(ref cursor) is { } entry)
        {
            member = new Member<TValue>(entry.Pid, entry.Value);
            return true;
        }

        member = default;
        return false;
    }

    public override StoredEntry<TKey, TValue>? NextEntry(ref int cursor)
    {
        var end = ((_chunkCount - 1) << GroupChunk<TKey, TValue>.Shift) + _tailLength;
        while (cursor < end)
        {
            var chunk = _chunks[cursor >> GroupChunk<TKey, TValue>.Shift];
            var index = cursor & (GroupChunk<TKey, TValue>.Capacity - 1);
            cursor++;
            if (chunk.IsThere(index, _version))
            {
                return chunk.Items[index];
            }
        }

        return null;
    }

    private Member<TValue>[] MakeArray()
    {
        var array = new Member<TValue>[_count];
        var cursor = 0;
        for (var i = 0; i < array.Length; i++)
        {
            Next(ref cursor, out array[i]);
        }

        Volatile.Write(ref _array, array);
        return array;
    }
}
