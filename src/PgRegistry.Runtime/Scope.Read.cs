using PgRegistry.Store;

namespace PgRegistry;

/// <content>Reading: local memory, no lock.</content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>The number of entries that this node sees; 0 once the scope is closed. O(1).</summary>
    public int Count => _core.IsClosed ? 0 : _core.Store.Count;

    /// <summary>
    /// The members under a key, of the whole cluster as this node sees it, exactly as at one moment. O(1), no allocation; but the first to read
    /// a large group, of nine or more, after a change of it allocates some 100 bytes, for those who read it before the next.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public Members<TValue> Lookup(TKey key)
    {
        _core.ThrowIfClosed();
        return new Members<TValue>(_core.Store.Find(key));
    }

    /// <summary>The members under a key that live on this node. O(members of the key); no allocation when that is one or none.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public Members<TValue> LookupLocal(TKey key)
    {
        _core.ThrowIfClosed();
        var cell = _core.Store.Find(key);
        if (cell is null or StoredEntry<TKey, TValue>)
        {
            return new Members<TValue>(cell is StoredEntry<TKey, TValue> { Origin.IsLocal: true } ? cell : null);
        }

        var local = new List<StoredEntry<TKey, TValue>>();
        var cursor = 0;
        while (cell.NextEntry(ref cursor) is { } entry)
        {
            if (entry.Origin.IsLocal)
            {
                local.Add(entry);
            }
        }

        return new Members<TValue>(local.Count switch
        {
            0 => null,
            1 => local[0],
            _ => new SmallGroup<TKey, TValue>(key, [.. local]),
        });
    }

    /// <summary>The values that a process has under a key, most recent last. O(members of the key, or entries of the process, whichever are fewer).</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public IReadOnlyList<TValue> Values(Pid pid, TKey key)
    {
        _core.ThrowIfClosed();
        List<StoredEntry<TKey, TValue>> entries = [.. EntriesUnder(key, pid)];
        entries.Sort(static (a, b) => a.Tag.CompareTo(b.Tag));
        return entries.ConvertAll(static entry => entry.Value);
    }

    /// <summary>Every key that has an entry, once, in no promised order. O(keys); weakly consistent while others write.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public IReadOnlyList<TKey> Keys()
    {
        _core.ThrowIfClosed();
        var keys = new List<TKey>(_core.Store.KeyCount);
        keys.AddRange(_core.Store.Keys());
        return keys;
    }

    /// <summary>Every key that a process is registered under, once, wherever it lives. O(entries of the process).</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public IReadOnlyList<TKey> KeysOf(Pid pid)
    {
        _core.ThrowIfClosed();
        return OfProcess(pid) switch
        {
            null => [],
            StoredEntry<TKey, TValue> only => [only.Key],
            var several => ((EntryBag<TKey, TValue>)several).Keys(),
        };
    }

    /// <summary>Every entry that this node sees, in no promised order. O(entries); weakly consistent while others write: an exact one is a monitor's snapshot.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public IReadOnlyList<Entry<TKey, TValue>> Entries()
    {
        _core.ThrowIfClosed();
        var entries = new List<Entry<TKey, TValue>>(Count);
        foreach (var entry in _core.Store.Scan())
        {
            entries.Add(new Entry<TKey, TValue>(entry));
        }

        return entries;
    }

    /// <summary>The number of members under a key. O(1), no allocation.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public int CountOf(TKey key)
    {
        _core.ThrowIfClosed();
        return _core.Store.CountOf(key);
    }

    /// <summary>The number of entries of a node. O(1).</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public int CountOn(NodeId node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _core.ThrowIfClosed();
        return _core.Store.OriginOf(node)?.Count ?? 0;
    }

    /// <summary>The process of this node that holds a key of a unique scope; null when none does. O(members of the key, at most one a node).</summary>
    /// <exception cref="InvalidOperationException">The scope is not unique.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public Pid? WhereIs(TKey key)
    {
        RequireUnique(nameof(WhereIs));
        foreach (var (pid, _) in LookupLocal(key))
        {
            return pid;
        }

        return null;
    }

    /// <summary>Subscribes to the whole scope: a snapshot, then every change. O(entries) for the snapshot; writers go on meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public ScopeMonitor<TKey, TValue> MonitorScope(MonitorOptions? options = null) => new(_core, _hub, options);

    /// <summary>Subscribes to one key: a snapshot, then every change under it. O(members of the key).</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public ScopeMonitor<TKey, TValue> Monitor(TKey key, MonitorOptions? options = null) => new(_core, _hub, key, options);

    private object? OfProcess(Pid pid) =>
        pid.Node is null ? null : _core.Store.OriginOf(pid.Node)?.OfProcess(pid.Serial);

    /// <summary>The entries of a process under a key, by the shorter of the two lists.</summary>
    private IEnumerable<StoredEntry<TKey, TValue>> EntriesUnder(TKey key, Pid pid)
    {
        if (_core.Store.Find(key) is not { } cell || OfProcess(pid) is not { } owned)
        {
            return [];
        }

        return owned is EntryBag<TKey, TValue> bag && bag.Count > cell.Count
            ? EntriesIn(cell).Where(entry => entry.Serial == pid.Serial && entry.Origin.Node == pid.Node)
            : EntriesIn(owned).Where(entry => EqualityComparer<TKey>.Default.Equals(entry.Key, key));
    }

    private static IEnumerable<StoredEntry<TKey, TValue>> EntriesIn(Cell<TKey, TValue> cell)
    {
        var cursor = 0;
        while (cell.NextEntry(ref cursor) is { } entry)
        {
            yield return entry;
        }
    }

    private static IEnumerable<StoredEntry<TKey, TValue>> EntriesIn(object owned)
    {
        if (owned is StoredEntry<TKey, TValue> only)
        {
            yield return only;
            yield break;
        }

        var place = 0;
        while (((EntryBag<TKey, TValue>)owned).Next(ref place) is { } entry)
        {
            yield return entry;
        }
    }
}
