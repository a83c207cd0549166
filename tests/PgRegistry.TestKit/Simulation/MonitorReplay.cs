namespace PgRegistry.TestKit.Simulation;

/// <summary>A monitor's snapshot with its changes replayed onto it, each of which has to make sense (invariant 7).</summary>
public sealed class MonitorReplay<TKey, TValue>
    where TKey : notnull
{
    private readonly ScopeMonitor<TKey, TValue> _monitor;
    private readonly Dictionary<EntryId, Entry<TKey, TValue>> _view = [];

    public MonitorReplay(ScopeMonitor<TKey, TValue> monitor)
    {
        _monitor = monitor;
        Reset(monitor.Snapshot);
    }

    public void Close() => _monitor.Dispose();

    /// <summary>Takes in what came; says what is wrong with it, or with the view that results, or null.</summary>
    public string? Check(IEnumerable<Entry<TKey, TValue>> actual)
    {
        foreach (var change in _monitor.ReadAvailable())
        {
            if (Apply(change) is { } problem)
            {
                return problem;
            }
        }

        var expected = actual.ToDictionary(entry => entry.Id);
        if (expected.Count != _view.Count || expected.Any(pair => !_view.TryGetValue(pair.Key, out var seen) || seen != pair.Value))
        {
            var missing = expected.Values.Where(entry => !_view.TryGetValue(entry.Id, out var seen) || seen != entry).Select(entry => $"{entry.Id} {entry}");
            var extra = _view.Values.Where(entry => !expected.TryGetValue(entry.Id, out var seen) || seen != entry).Select(entry => $"{entry.Id} {entry}");
            return $"replaying the changes gives another view (invariant 7): not told of [{string.Join("; ", missing)}], wrongly kept [{string.Join("; ", extra)}]";
        }

        return null;
    }

    private string? Apply(Change<TKey, TValue> change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Joined:
                return _view.TryAdd(change.Entry.Id, change.Entry) ? null : $"{change} of an entry that was there already (invariant 7)";
            case ChangeKind.Left:
                return _view.Remove(change.Entry.Id, out var gone) && gone.Equals(change.Entry) ? null : $"{change} of an entry that was not there so (invariant 7)";
            case ChangeKind.Updated:
                if (!_view.TryGetValue(change.Entry.Id, out var old) || !Equals(old.Value, change.OldValue) || Equals(change.OldValue, change.Value))
                {
                    return $"{change} of an entry that was not there so (invariant 7)";
                }

                _view[change.Entry.Id] = change.Entry;
                return null;
            case ChangeKind.Resynced:
                Reset(change.Snapshot);
                return null;
            default:
                return null;
        }
    }

    private void Reset(IReadOnlyList<Entry<TKey, TValue>> snapshot)
    {
        _view.Clear();
        foreach (var entry in snapshot)
        {
            _view.Add(entry.Id, entry);
        }
    }
}
