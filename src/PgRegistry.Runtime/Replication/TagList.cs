using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <summary>
/// The tags and slots of an origin's entries up to a tag, in ascending order: the plan of a sync. Made without a lock, from a scan
/// that sees every entry that is there throughout; what left since is found out when an entry is looked up again.
/// </summary>
internal sealed class TagList
{
    public static readonly TagList Empty = new([], []);

    private readonly long[] _tags;
    private readonly int[] _slots;

    private TagList(long[] tags, int[] slots)
    {
        _tags = tags;
        _slots = slots;
    }

    public int Count => _tags.Length;

    public long TagAt(int index) => _tags[index];

    public int SlotAt(int index) => _slots[index];

    public static TagList Of<TKey, TValue>(Origin<TKey, TValue> origin, long highest)
        where TKey : notnull
    {
        var tags = new List<long>(origin.Count);
        var slots = new List<int>(origin.Count);
        var slot = 0;
        while (origin.Next(ref slot) is { } entry)
        {
            if (entry.Tag <= highest)
            {
                tags.Add(entry.Tag);
                slots.Add(entry.Slot);
            }
        }

        if (tags.Count == 0)
        {
            return Empty;
        }

        var sorted = tags.ToArray();
        var bySlot = slots.ToArray();
        Array.Sort(sorted, bySlot);
        return new TagList(sorted, bySlot);
    }
}
