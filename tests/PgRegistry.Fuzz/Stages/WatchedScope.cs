namespace PgRegistry.Fuzz.Stages;

/// <inheritdoc cref="IWatchedScope"/>
internal sealed class WatchedScope<TKey, TValue> : IWatchedScope
    where TKey : notnull
{
    private readonly Scope<TKey, TValue> _scope;
    private readonly Func<NodeId, bool> _isStranger;
    private readonly EventReplay<TKey, TValue> _events;

    public WatchedScope(Scope<TKey, TValue> scope, Func<NodeId, bool> isStranger)
    {
        _scope = scope;
        _isStranger = isStranger;
        _events = new EventReplay<TKey, TValue>(scope.MonitorScope(new MonitorOptions { Capacity = 1 << 16 }));
    }

    public string Name => _scope.Name;

    public (ViewPrint All, ViewPrint Others) Look()
    {
        var all = default(ViewPrint);
        var others = default(ViewPrint);
        foreach (var entry in _scope.Core.Store.Scan())
        {
            all = all.With(entry);
            if (!_isStranger(entry.Origin.Node))
            {
                others = others.With(entry);
            }
        }

        return (all, others);
    }

    public string? Problem()
    {
        var view = _scope.Entries();
        return IndexProblem(view) ?? KeyProblem(view) ?? ProcessProblem(view) ?? PeerProblem(view) ?? _events.Problem(view);
    }

    private string? IndexProblem(IReadOnlyList<Entry<TKey, TValue>> view)
    {
        if (view.Count != _scope.Count)
        {
            return $"Count is {_scope.Count}, and {view.Count} entries are listed (invariant 5)";
        }

        if (view.GroupBy(entry => entry.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return $"{twice.Count()} entries have the identity {twice.Key} (invariant 4)";
        }

        foreach (var origin in view.GroupBy(entry => entry.Id.Node))
        {
            if (_scope.CountOn(origin.Key) != origin.Count())
            {
                return $"CountOn({origin.Key}) is {_scope.CountOn(origin.Key)}, and {origin.Count()} entries are listed (invariant 5)";
            }
        }

        return null;
    }

    private string? KeyProblem(IReadOnlyList<Entry<TKey, TValue>> view)
    {
        var byKey = view.GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.ToList());
        var keys = _scope.Keys();
        if (keys.Count != byKey.Count || !keys.All(byKey.ContainsKey))
        {
            return $"Keys() lists {keys.Count} keys, and {byKey.Count} have entries (invariant 5)";
        }

        foreach (var (key, entries) in byKey)
        {
            var members = _scope.Lookup(key);
            var listed = entries.Select(entry => (entry.Pid, entry.Value)).ToHashSet();
            if (members.Count != entries.Count || _scope.CountOf(key) != entries.Count || !members.Select(member => (member.Pid, member.Value)).ToHashSet().SetEquals(listed))
            {
                return $"Lookup({key}) gives {members.Count} members, and {entries.Count} entries are listed, or others (invariant 5)";
            }

            if (_scope.Mode == KeyMode.Unique && _scope.LookupLocal(key).Count > 1)
            {
                return $"{key} has two local holders (invariant 6)";
            }
        }

        return null;
    }

    private string? ProcessProblem(IReadOnlyList<Entry<TKey, TValue>> view)
    {
        foreach (var process in view.GroupBy(entry => entry.Pid))
        {
            if (!_scope.KeysOf(process.Key).ToHashSet().SetEquals(process.Select(entry => entry.Key)))
            {
                return $"KeysOf({process.Key}) differs from what is listed (invariant 5)";
            }
        }

        return null;
    }

    /// <summary>What is there of a node is of the instance that it is known to run.</summary>
    private string? PeerProblem(IReadOnlyList<Entry<TKey, TValue>> view)
    {
        foreach (var entry in view.Where(entry => entry.Id.Node != _scope.Node))
        {
            if (entry.Id.Instance == 0 || entry.Id.Instance != _scope.Core.InstanceOf(entry.Id.Node))
            {
                return $"{entry.Id} is listed, and {entry.Id.Node} is known to run the instance {_scope.Core.InstanceOf(entry.Id.Node)} (invariant 4)";
            }
        }

        return null;
    }
}
