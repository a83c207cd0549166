using System.Collections;

namespace PgRegistry.Store;

/// <summary>
/// The keys of some entries; it never changes. Made of the entries, whose keys are read when they are asked for: copying a hundred
/// thousand references takes 1 ns each, copying as many keys out of as many objects 8 ns and twice the memory.
/// </summary>
/// <param name="pages">Full ones, as they stand in an <see cref="EntryBag{TKey,TValue}"/>: one array would be a large object, and collected only with everything else.</param>
/// <param name="count">How many there are.</param>
internal sealed class KeyList<TKey, TValue>(List<StoredEntry<TKey, TValue>?[]> pages, int count) : IReadOnlyList<TKey>
    where TKey : notnull
{
    private const int Shift = EntryBag<TKey, TValue>.PageShift;
    private const int Mask = EntryBag<TKey, TValue>.PageSize - 1;

    public int Count => count;

    public TKey this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return pages[index >> Shift][index & Mask]!.Key;
        }
    }

    public IEnumerator<TKey> GetEnumerator() => new Enumerator(pages, count);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(List<StoredEntry<TKey, TValue>?[]> pages, int count) : IEnumerator<TKey>
    {
        private StoredEntry<TKey, TValue>?[] _page = [];
        private int _index = -1;

        public TKey Current => _page[_index & Mask]!.Key;

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            var next = _index + 1;
            if (next >= count)
            {
                return false;
            }

            if ((next & Mask) == 0)
            {
                _page = pages[next >> Shift];
            }

            _index = next;
            return true;
        }

        public void Reset() => _index = -1;

        public void Dispose()
        {
        }
    }
}
