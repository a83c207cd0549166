namespace PgRegistry.Store;

/// <summary>
/// The chunks of a large group by their number, in pages. Versions of the group share it while it only grows at its end; to replace a chunk copies its page and
/// the list of pages, which has a reference for 16,384 members, and not one for each 256: so a leave costs about the same whatever the size of the group.
/// </summary>
internal readonly struct ChunkDirectory<TKey, TValue>
    where TKey : notnull
{
    private const int PageBits = 6;
    private const int PageSize = 1 << PageBits;

    /// <summary>Of the first page, so that a group that is not very large takes no more than it needs.</summary>
    private const int MinPageSize = 4;

    private readonly GroupChunk<TKey, TValue>[][] _pages;

    private ChunkDirectory(GroupChunk<TKey, TValue>[][] pages) => _pages = pages;

    public static ChunkDirectory<TKey, TValue> Empty() => new(new GroupChunk<TKey, TValue>[1][]);

    public GroupChunk<TKey, TValue> this[int number] => _pages[number >> PageBits][number & (PageSize - 1)];

    /// <summary>With one more chunk behind those that there are. Who knows of fewer sees them as before, also when this one is the same.</summary>
    public ChunkDirectory<TKey, TValue> Append(int number, GroupChunk<TKey, TValue> chunk)
    {
        var pages = _pages;
        var index = number >> PageBits;
        if (index == pages.Length)
        {
            Array.Resize(ref pages, pages.Length * 2);
        }

        var page = pages[index] ?? new GroupChunk<TKey, TValue>[index == 0 ? MinPageSize : PageSize];
        var at = number & (PageSize - 1);
        if (at == page.Length)
        {
            Array.Resize(ref page, page.Length * 2);
        }

        page[at] = chunk;
        pages[index] = page;
        return new(pages);
    }

    /// <summary>A copy with another chunk, or none, in this place.</summary>
    public ChunkDirectory<TKey, TValue> With(int number, GroupChunk<TKey, TValue>? chunk)
    {
        var pages = (GroupChunk<TKey, TValue>[][])_pages.Clone();
        var page = (GroupChunk<TKey, TValue>[])pages[number >> PageBits].Clone();
        page[number & (PageSize - 1)] = chunk!;
        pages[number >> PageBits] = page;
        return new(pages);
    }

    /// <summary>Whether who has one sees what is put into the other.</summary>
    public bool IsSameAs(ChunkDirectory<TKey, TValue> other) => ReferenceEquals(_pages, other._pages);
}
