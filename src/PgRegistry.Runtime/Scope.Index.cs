using System.ComponentModel;
using PgRegistry.Store;

namespace PgRegistry;

/// <content>
/// Reading by an indexed member of the values. What it costs follows the number of matches. A change is in the index right after it is under its key; each
/// read of one indexed value is of one moment.
/// </content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>Under a key with fewer members than this, asking each of them is as fast as an index.</summary>
    private const int FewMembers = 32;

    /// <summary>The entries whose value has something in an indexed member. For generated code. O(matches); allocates the list.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<Entry<TKey, TValue>> LookupBy<TMember>(int index, TMember member)
    {
        _core.ThrowIfClosed();
        return [.. IndexOf<TMember>(index).Find(member).Select(static entry => new Entry<TKey, TValue>(entry))];
    }

    /// <summary>The members under a key whose value has something in an indexed member. For generated code. O(matches); allocates the list.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<Member<TValue>> LookupBy<TMember>(int index, TKey key, TMember member)
    {
        ArgumentNullException.ThrowIfNull(key);
        _core.ThrowIfClosed();
        return [.. IndexOf<TMember>(index).Find(key, member).Select(static entry => new Member<TValue>(entry.Pid, entry.Value))];
    }

    private ValueIndex<TKey, TValue, TMember> IndexOf<TMember>(int index) => (ValueIndex<TKey, TValue, TMember>)_core.Store.Index(index);

    /// <summary>What an index leaves of all entries; null when the pattern says nothing that an index knows.</summary>
    private IEnumerable<StoredEntry<TKey, TValue>>? Indexed(IPattern<TValue>? value) => value?.Probe?.Read(new ReaderOfAll(this));

    /// <summary>What an index leaves of the members under a key, if they are many; else all of them.</summary>
    private IEnumerable<StoredEntry<TKey, TValue>> IndexedUnder(TKey key, IPattern<TValue>? value) =>
        _core.Store.Find(key) is not { } cell ? []
        : cell.Count >= FewMembers && value?.Probe is { } probe ? probe.Read(new ReaderOfKey(this, key))
        : EntriesIn(cell);

    private readonly struct ReaderOfAll(Scope<TKey, TValue> scope) : IIndexReader<IEnumerable<StoredEntry<TKey, TValue>>>
    {
        public IEnumerable<StoredEntry<TKey, TValue>> Read<TMember>(int index, TMember[] members) => members.SelectMany(scope.IndexOf<TMember>(index).Find);
    }

    private readonly struct ReaderOfKey(Scope<TKey, TValue> scope, TKey key) : IIndexReader<IEnumerable<StoredEntry<TKey, TValue>>>
    {
        public IEnumerable<StoredEntry<TKey, TValue>> Read<TMember>(int index, TMember[] members)
        {
            var (found, under) = (scope.IndexOf<TMember>(index), key);
            return members.SelectMany(member => found.Find(under, member));
        }
    }
}
