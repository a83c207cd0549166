namespace PgRegistry.Store;

/// <content>Growing, cleaning and splitting sub-tables.</content>
internal sealed partial class HashTable<TKey, TItem, TKeyOf>
{
    /// <summary>Replaces the sub-table at a directory index by a larger or cleaner one, or by two.</summary>
    private void MakeRoom(int at)
    {
        var slots = _directory[at];
        var depth = DepthOf(slots);
        var live = 0;
        for (var i = 1; i < slots.Length; i++)
        {
            if (IsLive(slots[i].Item))
            {
                live++;
            }
        }

        var isSplittable = 1 << depth < _directory.Length || _directory.Length * MinItemsPerPlace <= _count.Value;
        if (CapacityFor(live + 1) > MaxSlots && isSplittable)
        {
            Split(at);
            return;
        }

        var copy = Copy(slots, live, depth, bit: 0, want: 0);
        Publish(at, copy, copy);
        UsedAt(at) = live;
    }

    private void Split(int at)
    {
        var slots = _directory[at];
        var depth = DepthOf(slots);
        if (1 << depth == _directory.Length)
        {
            DoubleDirectory();
            at *= 2;
        }

        var hashes = HashesOf(slots);
        var bit = 0x8000_0000u >> depth;
        var zeros = 0;
        var ones = 0;
        for (var i = 1; i < slots.Length; i++)
        {
            if (IsLive(slots[i].Item))
            {
                _ = (hashes[i] & bit) == 0 ? zeros++ : ones++;
            }
        }

        var lower = Copy(slots, zeros, depth + 1, bit, want: 0);
        var upper = Copy(slots, ones, depth + 1, bit, want: bit);
        var (start, half) = (StartOf(at), WidthOf(slots) / 2);
        Publish(at, lower, upper);
        UsedAt(start) = zeros;
        UsedAt(start + half) = ones;
    }

    /// <summary>The two halves of the directory's stretch that the sub-table at an index covers get these sub-tables.</summary>
    private void Publish(int at, Slot[] lower, Slot[] upper)
    {
        var (start, width) = (StartOf(at), WidthOf(_directory[at]));

        // From the end on: a scan goes the other way, so when it meets the lower of two halves the upper one is there as well, and it
        // does not show the whole once more.
        for (var i = width - 1; i >= 0; i--)
        {
            Volatile.Write(ref _directory[start + i], i * 2 < width ? lower : upper);
        }
    }

    private void DoubleDirectory()
    {
        var directory = new Slot[_directory.Length * 2][];
        var used = new WriterCounts(directory.Length);
        for (var i = 0; i < _directory.Length; i++)
        {
            directory[2 * i] = directory[(2 * i) + 1] = _directory[i];
            used[2 * i] = _used[i];
        }

        _used = used;
        Volatile.Write(ref _directory, directory);
    }

    private Slot[] Copy(Slot[] source, int count, int depth, uint bit, uint want)
    {
        var copy = NewTable(CapacityFor(count + 1), depth);
        var (hashes, copyHashes) = (HashesOf(source), HashesOf(copy));
        for (var i = 1; i < source.Length; i++)
        {
            if (!IsLive(source[i].Item) || (hashes[i] & bit) != want)
            {
                continue;
            }

            var free = FreeFor(copy, hashes[i]);
            copy[free] = source[i];
            copyHashes[free] = hashes[i];
        }

        return copy;
    }

    private bool IsLive(object? item) => item is not null && !ReferenceEquals(item, _tombstone);
}
