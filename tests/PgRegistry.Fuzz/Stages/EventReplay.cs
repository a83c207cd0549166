namespace PgRegistry.Fuzz.Stages;

/// <summary>
/// A monitor's snapshot with its changes replayed onto it. Unlike the simulation's it lets an update to an equal value pass: no node
/// sends one, and who does harms nobody.
/// </summary>
internal sealed class EventReplay<TKey, TValue>
    where TKey : notnull
{
    private readonly ScopeMonitor<TKey, TValue> _monitor;
    private readonly Dictionary<EntryId, Entry<TKey, TValue>> _view;

    public EventReplay(ScopeMonitor<TKey, TValue> monitor)
    {
        _monitor = monitor;
        _view = monitor.Snapshot.ToDictionary(entry => entry.Id);
    }

    /// <summary>Takes in what came; says what is wrong with it, or with the view that results, or null.</summary>
    public string? Problem(IReadOnlyList<Entry<TKey, TValue>> actual)
    {
        foreach (var change in _monitor.ReadAvailable())
        {
            if (!Apply(change))
            {
                return $"{change} does not fit what was there (invariant 7)";
            }
        }

        return actual.Count == _view.Count && actual.All(entry => _view.TryGetValue(entry.Id, out var seen) && seen == entry)
            ? null
            : "replaying the changes gives another view (invariant 7)";
    }

    private bool Apply(Change<TKey, TValue> change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Joined:
                return _view.TryAdd(change.Entry.Id, change.Entry);
            case ChangeKind.Left:
                return _view.Remove(change.Entry.Id, out var gone) && gone == change.Entry;
            case ChangeKind.Updated:
                var isThere = _view.TryGetValue(change.Entry.Id, out var old) && Equals(old.Value, change.OldValue);
                _view[change.Entry.Id] = change.Entry;
                return isThere;
            case ChangeKind.Synced:
                return true;
            default:
                return false;
        }
    }
}
