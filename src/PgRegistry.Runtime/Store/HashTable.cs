using System.Numerics;
using System.Runtime.CompilerServices;

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
/// time of the split. The hashes stand apart from the references, in an array that slot 0 holds: in each collection the collector goes
/// through the references near those that were written, and is done with them sooner when there is nothing else.
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

    /// <summary>
    /// For each sub-table, at the place where its stretch of the directory begins, how many slots are not empty, tombstones included. Only
    /// the writer needs it: it does not stand where readers read.
    /// </summary>
    private WriterCounts _used;

    private PaddedInt _count;

    /// <param name="tombstone">Marks a slot whose item was removed; never equal to an item.</param>
    public HashTable(TItem tombstone)
    {
        _tombstone = tombstone;
        _directory = [NewTable(MinSlots, 0)];
        _used = new WriterCounts(1);
    }

    /// <summary>The number of items.</summary>
    public int Count => Volatile.Read(ref _count.Value);

    /// <summary>The item of a key, or null. O(1), no lock, no allocation.</summary>
    public TItem? Find(TKey key)
    {
        var hash = HashOf(key);
        var directory = Volatile.Read(ref _directory);
        var slots = Volatile.Read(ref directory[IndexIn(directory, hash)]);
        var hashes = HashesOf(slots);
        var index = FirstIn(slots, hash);
        while (true)
        {
            var item = Volatile.Read(ref slots[index].Item);
            if (item is null)
            {
                return null;
            }

            if (hashes[index] == hash && !ReferenceEquals(item, _tombstone) && EqualityComparer<TKey>.Default.Equals(TKeyOf.KeyOf(Typed(item)), key))
            {
                return Typed(item);
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
                    yield return Typed(item);
                }
            }

            // The sub-table covers an aligned stretch of the directory: go on behind it, whatever was split meanwhile.
            var width = Math.Max(1, directory.Length >> DepthOf(slots));
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
        var hashes = new uint[capacity + 1];
        hashes[0] = (uint)depth;
        slots[0].Item = hashes;
        return slots;
    }

    /// <summary>The hashes of what is in a sub-table's slots; the first of them is its depth.</summary>
    private static uint[] HashesOf(Slot[] slots) => Unsafe.As<uint[]>(slots[0].Item!);

    private static int DepthOf(Slot[] slots) => (int)HashesOf(slots)[0];

    // What stands in a slot other than the first was put there by Set; a checked cast would look up the type in shared generic code each time.
    private static TItem Typed(object item) => Unsafe.As<TItem>(item);

    /// <summary>How many slots of the sub-table at a directory index are not empty.</summary>
    private ref int UsedAt(int at) => ref _used[StartOf(at)];

    /// <summary>Where the stretch of the directory begins that the sub-table at an index covers.</summary>
    private int StartOf(int at) => at & ~(WidthOf(_directory[at]) - 1);

    private int WidthOf(Slot[] slots) => _directory.Length >> DepthOf(slots);

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

    /// <summary>A reference and nothing else: of an array of these the collector sees that there are only references.</summary>
    internal struct Slot
    {
        public object? Item;
    }
}
