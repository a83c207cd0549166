namespace PgRegistry.Tests.Model;

/// <summary>
/// A real monitor, what the model says that it has to tell, and the view that its snapshot and changes make (invariant 7). Nothing of
/// the network is in mid-flight when it is read, so there is only one right answer.
/// </summary>
internal sealed class WatchedMonitor
{
    /// <summary>Room for more than a case can do.</summary>
    public const int Enough = 1000;

    public const string Resyncs = "resync";
    public const string ChangesRead = "change read";

    private readonly IModelledMonitor _monitor;
    private readonly World _world;
    private readonly int? _key;
    private readonly int _capacity;
    private readonly List<(string Because, List<Seen> Changes)> _expected = [];
    private readonly List<Held> _replayed;

    public WatchedMonitor(WorldNode node, World world, int? key, int capacity, bool isEager)
    {
        _monitor = node.Scope!.Monitor(key, capacity);
        _world = world;
        _key = key;
        _capacity = capacity;
        _replayed = [.. _monitor.Snapshot];
        IsEager = isEager;
        Name = $"{node.Name} monitors {(key is null ? "the scope" : $"key {key}")} with room for {capacity}{(isEager ? ", read at once" : "")}";
    }

    /// <summary>What it watches and how, for failures.</summary>
    public string Name { get; }

    /// <summary>Read after every operation; the others fall behind until an operation reads them.</summary>
    public bool IsEager { get; }

    public void Expect(List<Seen> changes, string because)
    {
        var mine = changes.FindAll(change => _key is null || change.Entry is null || change.Entry.Value.Key == _key);
        if (mine.Count > 0)
        {
            _expected.Add((because, mine));
        }
    }

    /// <exception cref="ModelDifferenceException">It told something else, or what it told does not make the view.</exception>
    public void Read(View view)
    {
        var changes = _monitor.Read();
        if (_expected.Sum(step => step.Changes.Count) > _capacity)
        {
            // Whoever is behind by more than fits is told everything anew, and who became complete, the last of each name.
            _world.Count(Resyncs);
            var markers = _expected.SelectMany(step => step.Changes).Where(change => change.Kind == ChangeKind.Synced);
            List<Seen> expected = [new Seen(ChangeKind.Resynced), .. markers.GroupBy(marker => marker.Node!.Name).Select(ofName => ofName.Last())];
            Differences.Check($"{Name}: changes", expected, changes);
        }
        else
        {
            _world.Count(ChangesRead, changes.Count);
            CheckChanges(changes);
        }

        _expected.Clear();
        changes.ForEach(Replay);
        Differences.Check($"{Name}: snapshot and changes", view.Entries.FindAll(entry => _key is null || entry.Key == _key), _replayed);
    }

    /// <summary>The scope was closed: what had been told before can still be read, unless it was too much, and then comes the end.</summary>
    public void CheckEnded()
    {
        var changes = _monitor.Read();
        if (_expected.Sum(step => step.Changes.Count) > _capacity)
        {
            Differences.Check($"{Name}: changes after the scope closed", [], changes);
        }
        else
        {
            CheckChanges(changes);
        }

        if (!_monitor.HasEnded())
        {
            throw new ModelDifferenceException($"{Name}: does not end with its scope");
        }
    }

    /// <summary>The node stops, and ends whatever it has in an order of its own: the changes only have to make sense.</summary>
    public void CheckSense()
    {
        _monitor.Read().ForEach(Replay);
        if (!_monitor.HasEnded())
        {
            throw new ModelDifferenceException($"{Name}: does not end with its node");
        }
    }

    public void Dispose()
    {
        _monitor.Dispose();
        Differences.Check($"{Name}: changes after it was disposed", [], _monitor.Read());
    }

    /// <summary>Steps follow each other; the changes of one step come in any order.</summary>
    private void CheckChanges(List<Seen> changes)
    {
        var found = Known(changes);
        Differences.Check($"{Name}: changes", Known(_expected.SelectMany(step => step.Changes)), found);
        var at = 0;
        foreach (var (because, changesOfStep) in _expected)
        {
            var expected = Known(changesOfStep);
            Differences.Check($"{Name}: changes in the place of those of \"{because}\"", expected, found.GetRange(at, expected.Count));
            at += expected.Count;
        }
    }

    /// <summary>Where nodes forget, the model does not know when there is a sync: it says Synced once more, and reasons get lost.</summary>
    private List<Seen> Known(IEnumerable<Seen> changes) => _world.IsForgetful
        ? [.. changes.Where(change => change.Kind != ChangeKind.Synced).Select(change => change with { Reason = null })]
        : [.. changes];

    private void Replay(Seen change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Joined when !_replayed.Exists(entry => entry.Id == change.Entry!.Value.Id):
                _replayed.Add(change.Entry!.Value);
                break;
            case ChangeKind.Left when _replayed.Remove(change.Entry!.Value):
                break;
            case ChangeKind.Updated when change.Entry!.Value.Value != change.OldValue && _replayed.Remove(change.Entry.Value with { Value = change.OldValue!.Value }):
                _replayed.Add(change.Entry.Value);
                break;
            case ChangeKind.Resynced:
                _replayed.Clear();
                _replayed.AddRange(change.Snapshot);
                break;
            case ChangeKind.Synced:
                break;
            default:
                throw new ModelDifferenceException($"{Name}: {change} makes no sense after what was told before");
        }
    }
}
