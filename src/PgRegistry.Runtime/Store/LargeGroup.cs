namespace PgRegistry.Store;

/// <summary>
/// A group of many members: joining appends to the last chunk, leaving stamps the member. Both cost O(1) whatever the size of the
/// group, and allocate nothing but chunks now and then, and what goes with them; older versions stay readable as they were.
/// </summary>
/// <remarks>
/// What a reader must know to see one version is one number, which the writer replaces as a whole. (An object for each version, dropped
/// between two entries that stay, had the collector move those one by one.) The directory is shared by versions
/// while it only grows at its end; when it is replaced, so is the group. All chunks but the last are full (dead members included).
/// Members are read of a version: <see cref="AtThisMoment"/>.
/// </remarks>
internal sealed partial class LargeGroup<TKey, TValue> : Cell<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Below this it becomes a small group; less than a small group's bound, so that one member coming and going does not flip it.</summary>
    public const int MinCount = 8;

    private readonly ChunkDirectory<TKey, TValue> _chunks;

    /// <summary>The number of members, had it no places and had none left since the directory was replaced.</summary>
    private readonly int _countBase;

    /// <summary>The version in which the directory was replaced. Each that leaves makes one more.</summary>
    private readonly long _versionBase;

    /// <summary>How many have left since the directory was replaced, and in the lower half how many places there are.</summary>
    private long _state;

    /// <summary>The version that was read last, unless it is known to be an old one.</summary>
    private GroupVersion<TKey, TValue>? _read;

    private LargeGroup(TKey key, ChunkDirectory<TKey, TValue> chunks, int end, int count, long version)
        : base(key)
    {
        _chunks = chunks;
        _countBase = count - end;
        _versionBase = version;
        _state = end;
    }

    public override int Count => CountAt(Volatile.Read(ref _state));

    public override Cell<TKey, TValue> AtThisMoment()
    {
        var state = Volatile.Read(ref _state);
        var read = Volatile.Read(ref _read);
        if (read is null || read.End != EndAt(state) || read.Version != VersionAt(state))
        {
            read = new GroupVersion<TKey, TValue>(Key, _chunks, EndAt(state), CountAt(state), VersionAt(state));
            Interlocked.Exchange(ref _read, read);
            if (Volatile.Read(ref _state) != state)
            {
                // The writer has been by, and will not come again for a group that rests: an old version and its array would be kept.
                Interlocked.CompareExchange(ref _read, null, read);
            }
        }

        return read;
    }

    public override Member<TValue> At(int index) => throw NoVersion();

    public override int Seek(int place) => throw NoVersion();

    public override MemberSource<TValue> EntryAt(int place) => throw NoVersion();

    public override StoredEntry<TKey, TValue>? NextEntry(ref int cursor) => throw NoVersion();

    // One call after the other would see different versions.
    private static InvalidOperationException NoVersion() => new("A large group is read by the version of a moment.");

    private static int EndAt(long state) => (int)state;

    private static int LeftAt(long state) => (int)(state >> 32);

    private int CountAt(long state) => _countBase + EndAt(state) - LeftAt(state);

    private long VersionAt(long state) => _versionBase + LeftAt(state);
}
