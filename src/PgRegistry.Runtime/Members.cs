using System.Collections;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using PgRegistry.Store;

namespace PgRegistry;

/// <summary>
/// The members under a key, exactly as they were at one moment: it never changes after it was read, may be kept and used across
/// <c>await</c>, and is shared, not copied: to enumerate it allocates nothing.
/// </summary>
/// <remarks>Safe from any thread. <c>default</c> is empty.</remarks>
[DebuggerDisplay("Count = {Count}")]
[DebuggerTypeProxy(typeof(Members<>.DebugView))]
public readonly struct Members<TValue> : IReadOnlyList<Member<TValue>>
{
    private readonly MemberSource<TValue>? _source;

    internal Members(MemberSource<TValue>? source) => _source = source;

    /// <summary>The number of members. O(1).</summary>
    public int Count => _source?.Count ?? 0;

    /// <summary>True when there is nobody. O(1).</summary>
    public bool IsEmpty => _source is null;

    /// <summary>
    /// The member at an index, in no promised order. O(1) up to 16 members. Of a larger group the first use after a change takes O(n ÷ 256) and
    /// allocates as many numbers, others O(log n); who reads more than one in 64 has an array made, O(n), which is kept with this version.
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

    /// <summary>The members, as a debugger lists them.</summary>
    private sealed class DebugView(Members<TValue> members)
    {
        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        public Member<TValue>[] Items => [.. members];
    }

    /// <summary>Enumerates members; a struct, so that <c>foreach</c> allocates nothing.</summary>
    /// <remarks>
    /// Two words, and nothing takes its address: so the compiler keeps it in registers. With the member inside, it would be on the stack,
    /// and a lookup take a sixth longer.
    /// </remarks>
    public struct Enumerator : IEnumerator<Member<TValue>>
    {
        private readonly MemberSource<TValue>? _source;
        private int _place;

        internal Enumerator(MemberSource<TValue>? source)
        {
            _source = source;
            _place = -1;
        }

        /// <inheritdoc/>
        public readonly Member<TValue> Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var source = _source;
                if (source is null)
                {
                    return default;
                }

                // The usual case, without a virtual call.
                var entry = source.IsEntry ? source : source.EntryAt(_place);
                return new Member<TValue>(entry.Pid, entry.Value);
            }
        }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            var source = _source;
            if (source is null)
            {
                return false;
            }

            var next = _place + 1;
            if (!source.IsEntry)
            {
                next = source.Seek(next);
                if (next < 0)
                {
                    return false;
                }
            }

            _place = next;
            return next == 0 || !source.IsEntry;
        }

        /// <inheritdoc/>
        public void Reset() => _place = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
