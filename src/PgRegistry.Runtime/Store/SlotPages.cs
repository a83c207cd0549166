namespace PgRegistry.Store;

/// <summary>
/// An origin's entries by slot: pages of references, made when first used and kept. One writer; readers scan it without a lock
/// and see every entry that is there throughout, once, since an entry keeps its slot for life.
/// </summary>
internal sealed class SlotPages<TEntry>
    where TEntry : class
{
    private const int Shift = 10;
    private const int PageSize = 1 << Shift;

    /// <summary>The highest slot that a peer may name, and the highest number of entries of one origin.</summary>
    public const int MaxSlot = (1 << 26) - 1;

    private TEntry?[]?[] _pages = new TEntry?[]?[4];

    public TEntry? Get(int slot)
    {
        var pages = Volatile.Read(ref _pages);
        var index = slot >> Shift;
        return (uint)index < (uint)pages.Length && Volatile.Read(ref pages[index]) is { } page ? Volatile.Read(ref page[slot & (PageSize - 1)]) : null;
    }

    public void Set(int slot, TEntry? entry)
    {
        var index = slot >> Shift;
        if (index >= _pages.Length)
        {
            var larger = new TEntry?[]?[Math.Max(index + 1, _pages.Length * 2)];
            _pages.CopyTo(larger, 0);
            Volatile.Write(ref _pages, larger);
        }

        var page = _pages[index];
        if (page is null)
        {
            page = new TEntry?[PageSize];
            Volatile.Write(ref _pages[index], page);
        }

        Volatile.Write(ref page[slot & (PageSize - 1)], entry);
    }

    /// <summary>The entry at or after a slot, and the slot behind it; null at the end.</summary>
    public TEntry? Next(ref int slot)
    {
        var pages = Volatile.Read(ref _pages);
        while (slot >> Shift < pages.Length)
        {
            var page = Volatile.Read(ref pages[slot >> Shift]);
            if (page is null)
            {
                slot = ((slot >> Shift) + 1) << Shift;
                continue;
            }

            if (Volatile.Read(ref page[slot++ & (PageSize - 1)]) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }
}
