namespace PgRegistry.Store;

/// <content>The writer's side. Every change gives a new version; nothing that an older version shows is overwritten.</content>
internal sealed partial class LargeGroup<TKey, TValue>
{
    private const int Shift = GroupChunk<TKey, TValue>.Shift;
    private const int Capacity = GroupChunk<TKey, TValue>.Capacity;

    public static LargeGroup<TKey, TValue> Create(StoredEntry<TKey, TValue>[] members, StoredEntry<TKey, TValue> added)
    {
        var builder = new Builder(added.Key, new GroupChunk<TKey, TValue>[4], 0, Capacity, 0, 1);
        foreach (var member in members)
        {
            builder.Append(member);
        }

        builder.Append(added);
        return builder.Build();
    }

    public Cell<TKey, TValue> Add(StoredEntry<TKey, TValue> entry)
    {
        var builder = NextVersion();
        builder.Append(entry);
        return builder.Build();
    }

    public Cell<TKey, TValue> Remove(StoredEntry<TKey, TValue> entry)
    {
        if (_count - 1 <= MinCount)
        {
            return ShrinkWithout(entry);
        }

        var builder = NextVersion();
        builder.Remove(entry);
        return builder.Build();
    }

    public Cell<TKey, TValue> Replace(ReadOnlySpan<StoredEntry<TKey, TValue>> old, ReadOnlySpan<StoredEntry<TKey, TValue>> replacements)
    {
        var builder = NextVersion();
        for (var i = 0; i < old.Length; i++)
        {
            builder.Append(replacements[i]);
            builder.Remove(old[i]);
        }

        return builder.Build();
    }

    private Builder NextVersion() => new(Key, _chunks, _chunkCount, _tailLength, _count, _version + 1);

    private SmallGroup<TKey, TValue> ShrinkWithout(StoredEntry<TKey, TValue> entry)
    {
        var members = new StoredEntry<TKey, TValue>[_count - 1];
        var cursor = 0;
        for (var i = 0; i < members.Length;)
        {
            var member = NextEntry(ref cursor)!;
            if (!ReferenceEquals(member, entry))
            {
                members[i++] = member;
            }
        }

        return new SmallGroup<TKey, TValue>(Key, members);
    }

    private struct Builder(TKey key, GroupChunk<TKey, TValue>[] chunks, int chunkCount, int tailLength, int count, long version)
    {
        private GroupChunk<TKey, TValue>[] _chunks = chunks;
        private int _chunkCount = chunkCount;
        private int _tailLength = tailLength;
        private int _count = count;

        public readonly LargeGroup<TKey, TValue> Build() => new(key, _chunks, _chunkCount, _tailLength, _count, version);

        public void Append(StoredEntry<TKey, TValue> entry)
        {
            if (_tailLength == Capacity)
            {
                if (_chunkCount == _chunks.Length)
                {
                    Array.Resize(ref _chunks, _chunks.Length * 2);
                }

                _chunks[_chunkCount++] = new GroupChunk<TKey, TValue>();
                _tailLength = 0;
            }

            Put(_chunks[_chunkCount - 1], _chunkCount - 1, _tailLength++, entry);
            _count++;
        }

        public void Remove(StoredEntry<TKey, TValue> entry)
        {
            var index = entry.GroupPlace >> Shift;
            var chunk = _chunks[index];
            chunk.MarkLeft(entry.GroupPlace & (Capacity - 1), version);
            _count--;
            if (chunk.Dead >= GroupChunk<TKey, TValue>.MaxDead)
            {
                Rewrite(index);
            }
        }

        /// <summary>
        /// Writes the living members of a chunk anew and fills it up from the group's end, so that all chunks but the last stay full.
        /// Older versions keep the old chunks: the directory is copied first.
        /// </summary>
        private void Rewrite(int index)
        {
            _chunks = (GroupChunk<TKey, TValue>[])_chunks.Clone();
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

            _chunks[index] = target;
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
            _chunks[--_chunkCount] = null!;
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

            _chunks[_chunkCount - 1] = copy;
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
