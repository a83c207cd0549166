namespace PgRegistry.Store;

/// <content>Growing, cleaning and splitting sub-tables.</content>
internal sealed partial class HashTable<TKey, TItem, TKeyOf>
{
    /// <summary>Replaces the sub-table at a directory index by a larger or cleaner one, or by two.</summary>
    private void MakeRoom(int at)
    {
        var slots = _directory[at];
        var info = _info[at];
        var live = 0;
        for (var i = 1; i < slots.Length; i++)
        {
            if (IsLive(slots[i].Item))
            {
                live++;
            }
        }

        var isSplittable = 1 << info.Depth < _directory.Length || _directory.Length * MinItemsPerPlace <= _count.Value;
        if (CapacityFor(live + 1) > MaxSlots && isSplittable)
        {
            Split(at);
            return;
        }

        var (copy, copyInfo) = Copy(slots, live, info.Depth, bit: 0, want: 0);
        Publish(at, info.Depth, copy, copyInfo, copy, copyInfo);
    }

    private void Split(int at)
    {
        var slots = _directory[at];
        var depth = _info[at].Depth;
        if (1 << depth == _directory.Length)
        {
            DoubleDirectory();
            at *= 2;
        }

        var bit = 0x8000_0000u >> depth;
        var zeros = 0;
        var ones = 0;
        for (var i = 1; i < slots.Length; i++)
        {
            if (IsLive(slots[i].Item))
            {
                _ = (slots[i].Hash & bit) == 0 ? zeros++ : ones++;
            }
        }

        var (lower, lowerInfo) = Copy(slots, zeros, depth + 1, bit, want: 0);
        var (upper, upperInfo) = Copy(slots, ones, depth + 1, bit, want: bit);
        Publish(at, depth, lower, lowerInfo, upper, upperInfo);
    }

    /// <summary>The two halves of the directory's stretch that a sub-table of this depth covers get these sub-tables.</summary>
    private void Publish(int at, int depth, Slot[] lower, TableInfo lowerInfo, Slot[] upper, TableInfo upperInfo)
    {
        var width = _directory.Length >> depth;
        var start = at & ~(width - 1);

        // From the end on: a scan goes the other way, so when it meets the lower of two halves the upper one is there as well, and it
        // does not show the whole once more.
        for (var i = width - 1; i >= 0; i--)
        {
            var isLower = i * 2 < width;
            _info[start + i] = isLower ? lowerInfo : upperInfo;
            Volatile.Write(ref _directory[start + i], isLower ? lower : upper);
        }
    }

    private void DoubleDirectory()
    {
        var directory = new Slot[_directory.Length * 2][];
        var info = new TableInfo[directory.Length];
        for (var i = 0; i < directory.Length; i++)
        {
            directory[i] = _directory[i / 2];
            info[i] = _info[i / 2];
        }

        _info = info;
        Volatile.Write(ref _directory, directory);
    }

    private (Slot[] Slots, TableInfo Info) Copy(Slot[] source, int count, int depth, uint bit, uint want)
    {
        var copy = NewTable(CapacityFor(count + 1), depth);
        for (var i = 1; i < source.Length; i++)
        {
            if (!IsLive(source[i].Item) || (source[i].Hash & bit) != want)
            {
                continue;
            }

            copy[FreeFor(copy, source[i].Hash)] = source[i];
        }

        return (copy, new TableInfo(depth) { Used = count });
    }

    private bool IsLive(TItem? item) => item is not null && !ReferenceEquals(item, _tombstone);
}
