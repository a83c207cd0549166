using System.Runtime.CompilerServices;

namespace PgRegistry.Store;

/// <summary>
/// An origin's entries by slot: small pages, made when first used and given back when empty, in groups. One writer; readers scan it
/// without a lock and see every entry that is there throughout, once, since an entry keeps its slot for life.
/// </summary>
/// <remarks>
/// A peer may name any slot it likes: an entry far from all others costs a page of half a KiB. The groups, of 2 KiB, are kept, and are
/// 8 MiB if there are all of them (invariant 10).
/// </remarks>
internal sealed class SlotPages<TEntry>
    where TEntry : class
{
    private const int PageBits = 6;
    private const int PageSize = 1 << PageBits;
    private const int GroupBits = 8;
    private const int GroupSize = 1 << GroupBits;
    private const int GroupShift = PageBits + GroupBits;

    /// <summary>The highest slot that a peer may name, and the highest number of entries of one origin.</summary>
    public const int MaxSlot = (1 << 26) - 1;

    private Page?[]?[] _groups = new Page?[]?[4];

    /// <summary>
    /// A slot of the page that became empty last. That page stays: an entry that comes and goes at the edge of a page would make it anew
    /// each time.
    /// </summary>
    private int _emptied = -1;

    public TEntry? Get(int slot) => PageOf(slot) is { } page ? Volatile.Read(ref page.Entries[slot & (PageSize - 1)]) : null;

    public void Set(int slot, TEntry? entry)
    {
        var page = PageOf(slot) ?? Make(slot);
        ref var place = ref page.Entries[slot & (PageSize - 1)];
        page.Count += (entry is null ? 0 : 1) - (place is null ? 0 : 1);
        Volatile.Write(ref place, entry);
        if (page.Count == 0)
        {
            GiveBackFormer(slot);
        }
    }

    /// <summary>The entry at or after a slot, and the slot behind it; null at the end.</summary>
    public TEntry? Next(ref int slot)
    {
        var groups = Volatile.Read(ref _groups);
        while (slot >> GroupShift < groups.Length)
        {
            var group = Volatile.Read(ref groups[slot >> GroupShift]);
            if (group is null)
            {
                slot = ((slot >> GroupShift) + 1) << GroupShift;
                continue;
            }

            var page = Volatile.Read(ref group[(slot >> PageBits) & (GroupSize - 1)]);
            if (page is null)
            {
                slot = ((slot >> PageBits) + 1) << PageBits;
                continue;
            }

            if (Volatile.Read(ref page.Entries[slot++ & (PageSize - 1)]) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private Page? PageOf(int slot)
    {
        var groups = Volatile.Read(ref _groups);
        var index = slot >> GroupShift;
        return (uint)index < (uint)groups.Length && Volatile.Read(ref groups[index]) is { } group
            ? Volatile.Read(ref group[(slot >> PageBits) & (GroupSize - 1)])
            : null;
    }

    private Page Make(int slot)
    {
        var index = slot >> GroupShift;
        if (index >= _groups.Length)
        {
            var larger = new Page?[]?[Math.Max(index + 1, _groups.Length * 2)];
            _groups.CopyTo(larger, 0);
            Volatile.Write(ref _groups, larger);
        }

        var group = _groups[index];
        if (group is null)
        {
            group = new Page?[GroupSize];
            Volatile.Write(ref _groups[index], group);
        }

        var page = new Page();
        Volatile.Write(ref group[(slot >> PageBits) & (GroupSize - 1)], page);
        return page;
    }

    private void GiveBackFormer(int slot)
    {
        if (_emptied >= 0 && _emptied >> PageBits != slot >> PageBits && PageOf(_emptied) is { Count: 0 })
        {
            Volatile.Write(ref _groups[_emptied >> GroupShift]![(_emptied >> PageBits) & (GroupSize - 1)], null);
        }

        _emptied = slot;
    }

    private sealed class Page
    {
        public PageEntries Entries;

        /// <summary>How many there are; the writer's own.</summary>
        public int Count;
    }

    [InlineArray(PageSize)]
    private struct PageEntries
    {
        private TEntry? _first;
    }
}
