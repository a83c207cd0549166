using System.Numerics;

namespace PgRegistry.Store;

/// <summary>How a table gets the key out of what it holds; a struct, so that the calls are inlined.</summary>
internal interface IKeyOf<TKey, TItem>
{
    static abstract TKey KeyOf(TItem item);
}

/// <summary>
/// A hash table for one writer and any number of readers that never wait: extendible hashing. A directory, indexed by the upper
/// bits of the hash, points to open-addressing sub-tables of at most <see cref="MaxSlots"/> slots; a full one is split in two, so
/// no insertion ever moves more than one sub-table. What it holds carries its key.
/// </summary>
/// <remarks>
/// Readers take no lock: a slot's hash is only a filter, and the item is what counts. The writer stores an item with release
/// semantics, after its hash; a sub-table that was replaced is never written again, so who still reads it sees the state at the
/// time of the split. Slot 0 of a sub-table is its header: its Hash is the depth.
/// </remarks>
internal sealed partial class HashTable<TKey, TItem, TKeyOf>
    where TItem : class
    where TKeyOf : struct, IKeyOf<TKey, TItem>
{
    public const int MaxSlots = 1024;
    private const int MinSlots = 8;

    /// <summary>
    /// With fewer items than this for each place of it, the directory is not doubled: a full sub-table grows instead of being split. A
    /// good hash function gives some hundreds; one that gives many keys the same leading bits would double the directory without end.
    /// </summary>
    private const int MinItemsPerPlace = 64;

    private readonly TItem _tombstone;
    private Slot[][] _directory;
    private TableInfo[] _info;
    private PaddedInt _count;

    /// <param name="tombstone">Marks a slot whose item was removed; never equal to an item.</param>
    public HashTable(TItem tombstone)
    {
        _tombstone = tombstone;
        _directory = [NewTable(MinSlots, 0)];
        _info = [new TableInfo(0)];
    }

    /// <summary>The number of items.</summary>
    public int Count => Volatile.Read(ref _count.Value);

    /// <summary>The item of a key, or null. O(1), no lock, no allocation.</summary>
    public TItem? Find(TKey key)
    {
        var hash = HashOf(key);
        var directory = Volatile.Read(ref _directory);
        var slots = Volatile.Read(ref directory[IndexIn(directory, hash)]);
        var index = FirstIn(slots, hash);
        while (true)
        {
            ref var slot = ref slots[index];
            var item = Volatile.Read(ref slot.Item);
            if (item is null)
            {
                return null;
            }

            if (slot.Hash == hash && !ReferenceEquals(item, _tombstone) && EqualityComparer<TKey>.Default.Equals(TKeyOf.KeyOf(item), key))
            {
                return item;
            }

            index = After(index, slots);
        }
    }

    /// <summary>
    /// Every item that is there throughout the enumeration, once; of those that come and go meanwhile, some. Takes no lock.
    /// </summary>
    public IEnumerable<TItem> Scan()
    {
        var directory = Volatile.Read(ref _directory);
        for (var i = 0; i < directory.Length;)
        {
            var slots = Volatile.Read(ref directory[i]);
            for (var j = 1; j < slots.Length; j++)
            {
                var item = Volatile.Read(ref slots[j].Item);
                if (item is not null && !ReferenceEquals(item, _tombstone))
                {
                    yield return item;
                }
            }

            // The sub-table covers an aligned stretch of the directory: go on behind it, whatever was split meanwhile.
            var width = Math.Max(1, directory.Length >> (int)slots[0].Hash);
            i = (i & ~(width - 1)) + width;
        }
    }

    private static uint HashOf(TKey key) =>
        (uint)(((ulong)(uint)EqualityComparer<TKey>.Default.GetHashCode(key!) * 0x9E3779B97F4A7C15UL) >> 32);

    private static int IndexIn(Slot[][] directory, uint hash) => (int)(((ulong)hash * (uint)directory.Length) >> 32);

    /// <summary>
    /// Where the search for a hash begins: its lower bits, which the directory does not use, as a fraction of the sub-table. Not a mask,
    /// which would need a power of two as the capacity: a sub-table that grew would be half empty.
    /// </summary>
    private static int FirstIn(Slot[] slots, uint hash) => 1 + (int)(((ulong)(hash & 0xFFFF) * (uint)(slots.Length - 1)) >> 16);

    private static int After(int index, Slot[] slots) => index + 1 < slots.Length ? index + 1 : 1;

    private static Slot[] NewTable(int capacity, int depth)
    {
        var slots = new Slot[capacity + 1];
        slots[0].Hash = (uint)depth;
        return slots;
    }

    /// <summary>
    /// Somewhat more than half full: with sub-tables made anew at three quarters, two thirds of all slots are in use on average, and
    /// each item is moved about twice while the table doubles.
    /// </summary>
    private static int CapacityFor(int items)
    {
        var wanted = Math.Max(MinSlots, (items * 7 / 4) + 1);
        var step = (1 << BitOperations.Log2((uint)wanted)) / 8;
        return (wanted + step - 1) / step * step;
    }

    internal struct Slot
    {
        public TItem? Item;
        public uint Hash;
    }

    /// <summary>What only the writer needs to know of a sub-table; apart from the slots, whose array header every reader loads.</summary>
    private sealed class TableInfo(int depth)
    {
        public readonly int Depth = depth;

        /// <summary>Slots that are not empty, tombstones included.</summary>
        public int Used;
    }
}
