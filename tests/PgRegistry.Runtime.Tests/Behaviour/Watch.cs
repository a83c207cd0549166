namespace PgRegistry.Tests.Behaviour;

/// <summary>Reads a monitor and replays it: each change has to make sense on top of what came before.</summary>
internal sealed class Watch<TKey, TValue> : IAsyncDisposable
    where TKey : notnull
{
    private readonly ScopeMonitor<TKey, TValue> _monitor;
    private readonly IAsyncEnumerator<Change<TKey, TValue>> _changes;
    private readonly Dictionary<EntryId, Entry<TKey, TValue>> _view = [];

    public Watch(ScopeMonitor<TKey, TValue> monitor)
    {
        _monitor = monitor;
        _changes = monitor.GetAsyncEnumerator(Deadline.Token());
        Reset(monitor.Snapshot);
    }

    /// <summary>What snapshot and changes up to here say.</summary>
    public IReadOnlyDictionary<EntryId, Entry<TKey, TValue>> View => _view;

    public async Task<Change<TKey, TValue>> NextAsync()
    {
        Assert.True(await _changes.MoveNextAsync(), "the monitor has ended");
        Apply(_changes.Current);
        return _changes.Current;
    }

    public async Task<Change<TKey, TValue>> UntilAsync(Func<Change<TKey, TValue>, bool> isWanted)
    {
        while (true)
        {
            if (await NextAsync() is var change && isWanted(change))
            {
                return change;
            }
        }
    }

    /// <summary>Everything that comes until the monitor ends.</summary>
    public async Task<List<Change<TKey, TValue>>> ToEndAsync()
    {
        var changes = new List<Change<TKey, TValue>>();
        while (await _changes.MoveNextAsync())
        {
            Apply(_changes.Current);
            changes.Add(_changes.Current);
        }

        return changes;
    }

    public void AssertView(IEnumerable<Entry<TKey, TValue>> expected, string detail = "") =>
        Assert.True(_view.Values.ToHashSet().SetEquals(expected), $"snapshot and changes are not the view; {detail}");

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync();
        await _monitor.DisposeAsync();
    }

    private void Apply(Change<TKey, TValue> change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Joined:
                Assert.True(_view.TryAdd(change.Entry.Id, change.Entry), $"{change}: was there already");
                break;
            case ChangeKind.Left:
                Assert.True(_view.Remove(change.Entry.Id, out var gone) && gone == change.Entry, $"{change}: was not there so");
                break;
            case ChangeKind.Updated:
                Assert.True(_view.TryGetValue(change.Entry.Id, out var old) && Equals(old.Value, change.OldValue), $"{change}: was not there so");
                Assert.NotEqual(change.OldValue, change.Value);
                _view[change.Entry.Id] = change.Entry;
                break;
            case ChangeKind.Resynced:
                Reset(change.Snapshot);
                break;
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
