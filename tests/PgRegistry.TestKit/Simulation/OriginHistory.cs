namespace PgRegistry.TestKit.Simulation;

/// <summary>
/// What one instance of a scope did, kept without any cleverness: the entries after each call. A peer's view of it must be one of
/// these states, and never an earlier one than it was (invariant 1).
/// </summary>
public sealed class OriginHistory<TKey, TValue>(string name)
    where TKey : notnull
{
    private readonly Dictionary<EntryId, (TKey Key, Pid Pid, TValue Value)> _entries = [];
    private readonly List<ulong> _states = [0];
    private readonly HashSet<(EntryId Id, TKey Key, Pid Pid, TValue Value)> _ever = [];
    private ulong _state;

    public string Name { get; } = name;

    public IReadOnlyDictionary<EntryId, (TKey Key, Pid Pid, TValue Value)> Entries => _entries;

    public int LastState => _states.Count - 1;

    public void Set(EntryId id, TKey key, Pid pid, TValue value)
    {
        Take(id);
        _entries[id] = (key, pid, value);
        _ever.Add((id, key, pid, value));
        _state += HashOf(id, key, pid, value);
    }

    public void Take(EntryId id)
    {
        if (_entries.Remove(id, out var old))
        {
            _state -= HashOf(id, old.Key, old.Pid, old.Value);
        }
    }

    /// <summary>The end of a call: what it did becomes visible together.</summary>
    public void Commit() => _states.Add(_state);

    /// <summary>Whether the entry was ever there with this value.</summary>
    public bool Had(Entry<TKey, TValue> entry) => _ever.Contains((entry.Id, entry.Key, entry.Pid, entry.Value));

    /// <summary>The first state from a number on that equals a view; -1 when there is none.</summary>
    public int Find(IEnumerable<Entry<TKey, TValue>> view, int from)
    {
        var hash = 0UL;
        foreach (var entry in view)
        {
            hash += HashOf(entry.Id, entry.Key, entry.Pid, entry.Value);
        }

        for (var i = from; i < _states.Count; i++)
        {
            if (_states[i] == hash)
            {
                return i;
            }
        }

        return -1;
    }

    private static ulong HashOf(EntryId id, TKey key, Pid pid, TValue value)
    {
        var hash = ((ulong)(uint)HashCode.Combine(id, key, pid, value) << 32) | (uint)HashCode.Combine(value, pid, id);
        return hash * 0x9E3779B97F4A7C15UL;
    }
}
