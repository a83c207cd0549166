using System.Runtime.CompilerServices;
using PgRegistry.Store;

namespace PgRegistry;

/// <content>
/// Reading by patterns. A key, or a key pattern that only one key can match, is looked up; a process's entries are taken from its list; anything else is
/// a scan of all entries, weakly consistent while others write.
/// </content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>The members under a key whose value matches. O(members of the key); allocates the list.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<Member<TValue>> Match(TKey key, IPattern<TValue> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        _core.ThrowIfClosed();
        return [.. IndexedUnder(key, value).Where(entry => value.Matches(entry.Value)).Select(static entry => new Member<TValue>(entry.Pid, entry.Value))];
    }

    /// <inheritdoc cref="Match(TKey, IPattern{TValue})"/>
    public IReadOnlyList<Member<TValue>> Match(TKey key, Func<TValue, bool> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        var found = new List<Member<TValue>>();
        foreach (var member in Lookup(key))
        {
            if (value(member.Value))
            {
                found.Add(member);
            }
        }

        return found;
    }

    /// <summary>How many members under a key have a value that matches. O(members of the key).</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [OverloadResolutionPriority(1)]
    public int CountMatch(TKey key, IPattern<TValue> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        _core.ThrowIfClosed();
        return IndexedUnder(key, value).Count(entry => value.Matches(entry.Value));
    }

    /// <inheritdoc cref="CountMatch(TKey, IPattern{TValue})"/>
    public int CountMatch(TKey key, Func<TValue, bool> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        var count = 0;
        foreach (var member in Lookup(key))
        {
            count += value(member.Value) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The entries whose key, value and process match; null is anything. O(entries), or O(members) with a key pattern that only one key
    /// can match, or O(entries of the process); allocates the list.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<Entry<TKey, TValue>> Select(IPattern<TKey>? key = null, IPattern<TValue>? value = null, Pid? process = null)
    {
        var found = new List<Entry<TKey, TValue>>();
        foreach (var entry in Candidates(key, value, process))
        {
            if (IsSelected(entry, key, value))
            {
                found.Add(new Entry<TKey, TValue>(entry));
            }
        }

        return found;
    }

    /// <summary>The entries that a function selects. O(entries); allocates the list.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public IReadOnlyList<Entry<TKey, TValue>> Select(Func<Entry<TKey, TValue>, bool> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _core.ThrowIfClosed();
        var found = new List<Entry<TKey, TValue>>();
        foreach (var stored in _core.Store.Scan())
        {
            var candidate = new Entry<TKey, TValue>(stored);
            if (entry(candidate))
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    /// <summary>How many entries match; see <see cref="Select(IPattern{TKey}, IPattern{TValue}, Pid?)"/>.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [OverloadResolutionPriority(1)]
    public int CountSelect(IPattern<TKey>? key = null, IPattern<TValue>? value = null, Pid? process = null)
    {
        var count = 0;
        foreach (var entry in Candidates(key, value, process))
        {
            count += IsSelected(entry, key, value) ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many entries a function selects. O(entries).</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public int CountSelect(Func<Entry<TKey, TValue>, bool> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _core.ThrowIfClosed();
        var count = 0;
        foreach (var stored in _core.Store.Scan())
        {
            count += entry(new Entry<TKey, TValue>(stored)) ? 1 : 0;
        }

        return count;
    }

    private IEnumerable<StoredEntry<TKey, TValue>> Candidates(IPattern<TKey>? key, IPattern<TValue>? value, Pid? process)
    {
        _core.ThrowIfClosed();
        if (key is not null && key.TryGetExact(out var exact))
        {
            return process is { } member ? EntriesUnder(exact, member) : IndexedUnder(exact, value);
        }

        return process is not { } pid ? Indexed(value) ?? _core.Store.Scan()
            : OfProcess(pid) is { } owned ? EntriesIn(owned)
            : [];
    }

    // The key is asked again where it was looked up: what a key's own Equals takes for equal may be spelt differently.
    private static bool IsSelected(StoredEntry<TKey, TValue> entry, IPattern<TKey>? key, IPattern<TValue>? value) =>
        (key is null || key.Matches(entry.Key)) && (value is null || value.Matches(entry.Value));
}
