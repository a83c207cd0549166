namespace PgRegistry.Store;

/// <content>The writer's side. Nothing that an older version shows is overwritten.</content>
internal sealed partial class LargeGroup<TKey, TValue>
{
    private const int Shift = GroupChunk<TKey, TValue>.Shift;
    private const int Capacity = GroupChunk<TKey, TValue>.Capacity;

    public static LargeGroup<TKey, TValue> Create(StoredEntry<TKey, TValue>[] members, StoredEntry<TKey, TValue> added)
    {
        var builder = new Builder(ChunkDirectory<TKey, TValue>.Empty(), end: 0, version: 1);
        foreach (var member in members)
        {
            builder.Append(member);
        }

        builder.Append(added);
        return new LargeGroup<TKey, TValue>(added.Key, builder.Chunks, builder.End, builder.End, version: 0);
    }

    /// <summary>Adds entries in one step. Readers see them when it returns.</summary>
    public LargeGroup<TKey, TValue> Add(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        var builder = NextVersion();
        foreach (var entry in entries)
        {
            builder.Append(entry);
        }

        return Publish(builder);
    }

    /// <summary>Takes entries out in one step. What is left, if anything, is a new cell or this one; of this one readers see it when it returns.</summary>
    public Cell<TKey, TValue>? Remove(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        if (Count - entries.Length <= MinCount)
        {
            return ShrinkWithout(entries);
        }

        var builder = NextVersion();
        foreach (var entry in entries)
        {
            builder.Remove(entry);
        }

        return Publish(builder);
    }

    /// <summary>Gives entries others in their places, in one step. Readers see it when it returns.</summary>
    public LargeGroup<TKey, TValue> Replace(ReadOnlySpan<StoredEntry<TKey, TValue>> old, ReadOnlySpan<StoredEntry<TKey, TValue>> replacements)
    {
        var builder = NextVersion();
        for (var i = 0; i < old.Length; i++)
        {
            builder.Append(replacements[i]);
            builder.Remove(old[i]);
        }

        return Publish(builder);
    }

    private Builder NextVersion() => new(_chunks, EndAt(_state), VersionAt(_state) + 1);

    private LargeGroup<TKey, TValue> Publish(in Builder builder)
    {
        var left = LeftAt(_state) + builder.Left;
        if (!builder.Chunks.IsSameAs(_chunks))
        {
            return new LargeGroup<TKey, TValue>(Key, builder.Chunks, builder.End, CountAt(_state) + builder.Joined - builder.Left, VersionAt(_state) + builder.Left);
        }

        Volatile.Write(ref _state, ((long)left << 32) | (uint)builder.End);

        // Nobody else will ask for that one, and it may have an array of all members. Behind the state, and whether there is one or not:
        // a reader who stores an old version after this sees that it is old.
        Volatile.Write(ref _read, null);

        return this;
    }

    private Cell<TKey, TValue>? ShrinkWithout(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        var leaving = new HashSet<StoredEntry<TKey, TValue>>(entries.Length, ReferenceEqualityComparer.Instance);
        foreach (var entry in entries)
        {
            leaving.Add(entry);
        }

        var members = new StoredEntry<TKey, TValue>[Count - leaving.Count];
        var version = AtThisMoment();
        var cursor = 0;
        var count = 0;
        while (version.NextEntry(ref cursor) is { } member)
        {
            if (!leaving.Contains(member))
            {
                members[count++] = member;
            }
        }

        return members.Length switch
        {
            0 => null,
            1 => members[0],
            _ => new SmallGroup<TKey, TValue>(Key, members),
        };
    }

    /// <param name="chunks">What older versions see of it is not replaced, but in a copy.</param>
    /// <param name="end">How many places there are.</param>
    /// <param name="version">Who leaves leaves with this one.</param>
    private struct Builder(ChunkDirectory<TKey, TValue> chunks, int end, long version)
    {
        private ChunkDirectory<TKey, TValue> _chunks = chunks;
        private int _chunkCount = (end + Capacity - 1) >> Shift;

        /// <summary>Capacity, and not 0, where there is no chunk yet.</summary>
        private int _tailLength = ((end - 1) & (Capacity - 1)) + 1;

        public readonly ChunkDirectory<TKey, TValue> Chunks => _chunks;

        public readonly int End => ((_chunkCount - 1) << Shift) + _tailLength;

        public int Joined { get; private set; }

        public int Left { get; private set; }

        public void Append(StoredEntry<TKey, TValue> entry)
        {
            if (_tailLength == Capacity)
            {
                _chunks = _chunks.Append(_chunkCount++, new GroupChunk<TKey, TValue>());
                _tailLength = 0;
            }

            Put(_chunks[_chunkCount - 1], _chunkCount - 1, _tailLength++, entry);
            Joined++;
        }

        public void Remove(StoredEntry<TKey, TValue> entry)
        {
            var index = entry.GroupPlace >> Shift;
            var chunk = _chunks[index];
            chunk.MarkLeft(entry.GroupPlace & (Capacity - 1), version);
            Left++;
            if (chunk.Dead >= GroupChunk<TKey, TValue>.MaxDead)
            {
                Rewrite(index);
            }
        }

        /// <summary>
        /// Writes the living members of a chunk anew and fills it up from the group's end, so that all chunks but the last stay full.
        /// Older versions keep the old chunks.
        /// </summary>
        private void Rewrite(int index)
        {
            var source = _chunks[index];
            var target = new GroupChunk<TKey, TValue>();
            var length = 0;
            var sourceLength = index == _chunkCount - 1 ? _tailLength : Capacity;
            for (var i = 0; i < sourceLength; i++)
            {
                if (source.IsThere(i, version))
                {
                    Put(target, index, length++, source.Items[i]);
                }
            }

            _chunks = _chunks.With(index, target);
            while (length < Capacity && index < _chunkCount - 1)
            {
                var tail = _chunks[_chunkCount - 1];
                while (_tailLength > 0 && length < Capacity)
                {
                    _tailLength--;
                    if (tail.IsThere(_tailLength, version))
                    {
                        Put(target, index, length++, tail.Items[_tailLength]);
                    }
                }

                if (_tailLength == 0)
                {
                    DropTail();
                }
                else
                {
                    ReplaceTail(tail);
                }
            }

            if (index == _chunkCount - 1)
            {
                _tailLength = length;
                if (length == 0 && _chunkCount > 1)
                {
                    DropTail();
                }
            }
        }

        private void DropTail()
        {
            _chunks = _chunks.With(--_chunkCount, null);
            _tailLength = Capacity;
        }

        /// <summary>A tail that gave members away goes on in a chunk of its own: an older version may still show what stood behind the cut.</summary>
        private void ReplaceTail(GroupChunk<TKey, TValue> tail)
        {
            var copy = new GroupChunk<TKey, TValue>();
            var length = 0;
            for (var i = 0; i < _tailLength; i++)
            {
                if (tail.IsThere(i, version))
                {
                    Put(copy, _chunkCount - 1, length++, tail.Items[i]);
                }
            }

            _chunks = _chunks.With(_chunkCount - 1, copy);
            _tailLength = length;
            if (length == 0)
            {
                DropTail();
            }
        }

        private static void Put(GroupChunk<TKey, TValue> chunk, int chunkIndex, int index, StoredEntry<TKey, TValue> entry)
        {
            chunk.Items[index] = entry;
            entry.GroupPlace = (chunkIndex << Shift) | index;
        }
    }
}
