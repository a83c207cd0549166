using System.Collections;
using System.Diagnostics;
using PgRegistry.Store;

namespace PgRegistry;

/// <summary>
/// The members under a key, exactly as they were at one moment: it never changes after it was read, may be kept and used across
/// <c>await</c>, and is shared, not copied, so that reading it allocates nothing.
/// </summary>
/// <remarks>Safe from any thread. <c>default</c> is empty.</remarks>
[DebuggerDisplay("Count = {Count}")]
public readonly struct Members<TValue> : IReadOnlyList<Member<TValue>>
{
    private readonly MemberSource<TValue>? _source;

    internal Members(MemberSource<TValue>? source) => _source = source;

    /// <summary>The number of members. O(1).</summary>
    public int Count => _source?.Count ?? 0;

    /// <summary>True when there is nobody. O(1).</summary>
    public bool IsEmpty => _source is null;

    /// <summary>
    /// The member at an index, in no promised order. O(1) up to 16 members; of a larger group the first use makes an array, O(n),
    /// which is then kept with this version of the group.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    public Member<TValue> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _source!.At(index);
        }
    }

    /// <summary>Enumerates the members. No allocation.</summary>
    public Enumerator GetEnumerator() => new(_source);

    IEnumerator<Member<TValue>> IEnumerable<Member<TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Enumerates members; a struct, so that <c>foreach</c> allocates nothing.</summary>
    public struct Enumerator : IEnumerator<Member<TValue>>
    {
        private readonly MemberSource<TValue>? _source;
        private int _cursor;
        private Member<TValue> _current;

        internal Enumerator(MemberSource<TValue>? source) => _source = source;

        /// <inheritdoc/>
        public readonly Member<TValue> Current => _current;

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => _source is not null && _source.Next(ref _cursor, out _current);

        /// <inheritdoc/>
        public void Reset() => _cursor = 0;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
