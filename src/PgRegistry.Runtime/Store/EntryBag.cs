namespace PgRegistry.Store;

/// <summary>
/// The entries of a process that has several. Adding and removing cost O(1): a place that became free is used again. Readers may
/// enumerate it at any time, without a lock: they see every entry that is there throughout.
/// </summary>
/// <remarks>
/// In pages, of which only the first is ever copied to grow: to copy a million references would hold up, for milliseconds, the one who
/// adds the next, and everybody who waits for the scope's lock.
/// </remarks>
internal sealed class EntryBag<TKey, TValue>
    where TKey : notnull
{
    public const int PageShift = 10;
    public const int PageSize = 1 << PageShift;
    private const int FirstSize = 4;

    private StoredEntry<TKey, TValue>?[]?[] _pages = [new StoredEntry<TKey, TValue>?[FirstSize]];
    private IntStack? _holes;
    private int _length;
    private EntriesByKey<TKey, TValue>? _byKey;

    /// <summary>Whether two entries may have had one key since the process had none; it is not taken back.</summary>
    private bool _mayRepeat;

    /// <summary>How many entries have left.</summary>
    private int _removals;

    public EntryBag(ulong serial) => Serial = serial;

    public ulong Serial { get; }

    public int Count => _length - (_holes?.Count ?? 0);

    /// <param name="entry">The entry.</param>
    /// <param name="cell">What its key has now; null when nobody will ask for <see cref="Keys"/>.</param>
    public void Add(StoredEntry<TKey, TValue> entry, Cell<TKey, TValue>? cell = null)
    {
        if (cell is { Count: > 1 } && !_mayRepeat && MayRepeat(entry, cell))
        {
            // Before the entry can be seen: a reader looks here after it has seen it.
            Volatile.Write(ref _mayRepeat, true);
        }

        var place = 0;
        if (_holes?.TryPop(out place) is not true)
        {
            place = _length++;
            MakeRoom(place);
        }

        entry.ProcessPlace = place;
        Volatile.Write(ref At(place), entry);
        _byKey?.Add(entry);
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        // Before anything of it is seen: who sees its key once more, in an entry that came later, sees this too.
        Volatile.Write(ref _removals, _removals + 1);
        Volatile.Write(ref At(entry.ProcessPlace), null);
        (_holes ??= new IntStack()).Push(entry.ProcessPlace);
        _byKey?.Remove(entry);
    }

    public void Replace(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> replacement)
    {
        Volatile.Write(ref At(old.ProcessPlace), replacement);
        _byKey?.Replace(old, replacement);
    }

    /// <summary>The entry at or after a place, and the place behind it; null at the end.</summary>
    public StoredEntry<TKey, TValue>? Next(ref int place)
    {
        var pages = Volatile.Read(ref _pages);
        while (place >> PageShift < pages.Length && Volatile.Read(ref pages[place >> PageShift]) is { } page)
        {
            for (var i = place & (PageSize - 1); i < page.Length; i++)
            {
                if (Volatile.Read(ref page[i]) is { } entry)
                {
                    place = (place & ~(PageSize - 1)) + i + 1;
                    return entry;
                }
            }

            // The first page is smaller as long as it is the only one.
            place = (place & ~(PageSize - 1)) + PageSize;
        }

        return null;
    }

    /// <summary>
    /// The keys of the entries, each once. No set is needed as long as no key can have been met twice: no two entries of the process
    /// have had one key, and none has left meanwhile, so none can have come back in another place. (6 ns a key; with a set 500.)
    /// </summary>
    public KeyList<TKey, TValue> Keys()
    {
        var removals = Volatile.Read(ref _removals);
        var entries = Copy();

        // What was copied is looked at, and what the writer says of it, after the copy was made.
        Volatile.ReadBarrier();
        var once = Volatile.Read(ref _mayRepeat) || Volatile.Read(ref _removals) != removals ? new HashSet<TKey>(entries.Sum(static page => page.Length)) : null;
        var count = 0;
        var place = 0;
        foreach (var page in entries)
        {
            foreach (var item in page)
            {
                if (item is { } entry && (once is null || once.Add(entry.Key)))
                {
                    // A reference that is stored where it stands already still costs a write barrier.
                    if (count != place)
                    {
                        entries[count >> PageShift][count & (PageSize - 1)] = entry;
                    }

                    count++;
                }

                place++;
            }
        }

        return new KeyList<TKey, TValue>(entries, count);
    }

    private ref StoredEntry<TKey, TValue>? At(int place) => ref _pages[place >> PageShift]![place & (PageSize - 1)];

    private void MakeRoom(int place)
    {
        var index = place >> PageShift;
        if (index > 0)
        {
            if (index == _pages.Length)
            {
                var larger = new StoredEntry<TKey, TValue>?[]?[_pages.Length * 2];
                _pages.CopyTo(larger, 0);
                Volatile.Write(ref _pages, larger);
            }

            if (_pages[index] is null)
            {
                Volatile.Write(ref _pages[index], new StoredEntry<TKey, TValue>?[PageSize]);
            }
        }
        else if (place == _pages[0]!.Length)
        {
            var larger = new StoredEntry<TKey, TValue>?[place * 2];
            _pages[0]!.CopyTo(larger, 0);
            Volatile.Write(ref _pages[0], larger);
        }
    }

    private List<StoredEntry<TKey, TValue>?[]> Copy()
    {
        var pages = Volatile.Read(ref _pages);
        var copies = new List<StoredEntry<TKey, TValue>?[]>(pages.Length);
        for (var i = 0; i < pages.Length && Volatile.Read(ref pages[i]) is { } page; i++)
        {
            copies.Add(page.AsSpan().ToArray());
        }

        return copies;
    }

    /// <summary>The writer's index of this process's entries by key, made at the first need and kept from then on.</summary>
    public EntriesByKey<TKey, TValue> ByKey()
    {
        if (_byKey is null)
        {
            var index = new EntriesByKey<TKey, TValue>();
            var place = 0;
            while (Next(ref place) is { } entry)
            {
                index.Add(entry);
            }

            _byKey = index;
        }

        return _byKey;
    }

    /// <summary>Whether the process has another entry of this key: by the shorter list, or "perhaps" when both are long.</summary>
    private bool MayRepeat(StoredEntry<TKey, TValue> entry, Cell<TKey, TValue> cell)
    {
        if (cell.Count <= SmallGroup<TKey, TValue>.MaxCount)
        {
            var members = cell.AtThisMoment();
            var cursor = 0;
            while (members.NextEntry(ref cursor) is { } member)
            {
                if (member.Serial == Serial && member.Origin == entry.Origin && !ReferenceEquals(member, entry))
                {
                    return true;
                }
            }

            return false;
        }

        var place = 0;
        while (Count <= SmallGroup<TKey, TValue>.MaxCount && Next(ref place) is { } other)
        {
            if (EqualityComparer<TKey>.Default.Equals(other.Key, entry.Key))
            {
                return true;
            }
        }

        return Count > SmallGroup<TKey, TValue>.MaxCount;
    }
}
