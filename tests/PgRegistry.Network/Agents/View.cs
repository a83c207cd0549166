using System.Diagnostics;

namespace PgRegistry.Network.Agents;

/// <summary>
/// What a monitor says that the agent's node sees, replayed change by change: a change that does not fit what was there before is told as
/// "wrong". Tells when an origin appears, disappears and is complete, and answers who waits for a certain view.
/// </summary>
internal sealed class View(Things things, AgentOutput output)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EntryId, ulong> _entries = [];
    private readonly Dictionary<NodeId, Digest> _origins = [];
    private readonly List<AwaitedView> _awaited = [];
    private ChangeTally? _tally;
    private long _changedAt = Stopwatch.GetTimestamp();
    private long _changes;

    /// <summary>Changes so far.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Until the scope closes.</summary>
    public async Task FollowAsync(ScopeMonitor<Things.Key, Things.Value> monitor)
    {
        Take(monitor.Snapshot);
        await foreach (var change in monitor)
        {
            lock (_lock)
            {
                _changedAt = Stopwatch.GetTimestamp();
                _changes++;
                Apply(change);
                AnswerAwaited();
            }
        }
    }

    /// <summary>Answers when the view is so, in the monitor's eyes and in a scan's, or when the time is up.</summary>
    public void Await(string id, string expected, TimeSpan deadline)
    {
        var awaited = new AwaitedView(id, expected);
        lock (_lock)
        {
            awaited.Patience = new Timer(_ => GiveUp(awaited), null, deadline, Timeout.InfiniteTimeSpan);
            _awaited.Add(awaited);
            AnswerAwaited();
        }
    }

    /// <summary>Begins to count the changes of each entry.</summary>
    public void BeginTally()
    {
        lock (_lock)
        {
            _tally = new ChangeTally(_entries.Keys);
        }
    }

    public string EndTally()
    {
        lock (_lock)
        {
            var text = _tally?.ToString() ?? "";
            _tally = null;
            return text;
        }
    }

    /// <summary>Tag and hash of each entry of a node, as the monitor sees it.</summary>
    public string Dump(NodeId node)
    {
        lock (_lock)
        {
            return string.Join(' ', _entries.Where(entry => entry.Key.Node == node).Select(entry => $"{entry.Key.Tag}:{entry.Value:x16}"));
        }
    }

    private void Take(IReadOnlyList<Entry<Things.Key, Things.Value>> snapshot)
    {
        lock (_lock)
        {
            _entries.Clear();
            _origins.Clear();
            foreach (var entry in snapshot)
            {
                Join(entry);
            }

            AnswerAwaited();
        }
    }

    private void Apply(in Change<Things.Key, Things.Value> change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Joined:
                Join(change.Entry);
                _tally?.Joined(change.Entry.Id);
                break;
            case ChangeKind.Left:
                Leave(change.Entry, change.Reason);
                _tally?.Left(change.Entry.Id, change.Reason);
                break;
            case ChangeKind.Updated:
                Replace(change.Entry, change.OldValue);
                break;
            case ChangeKind.Synced:
                output.Tell(_changedAt, "complete", $"{change.Node}");
                break;
            case ChangeKind.Resynced:
                output.Tell(_changedAt, "resynced", $"{change.Snapshot.Count}");
                Take(change.Snapshot);
                break;
        }
    }

    private void Join(in Entry<Things.Key, Things.Value> entry)
    {
        var hash = Digest.HashOf(entry);
        if (!_entries.TryAdd(entry.Id, hash))
        {
            output.Tell("wrong", $"joined twice: {entry.Id} {entry}");
            return;
        }

        var digest = _origins.GetValueOrDefault(entry.Id.Node);
        _origins[entry.Id.Node] = digest.With(hash);
        if (digest.Count == 0)
        {
            output.Tell(_changedAt, "up", $"{entry.Id.Node}");
        }
    }

    private void Leave(in Entry<Things.Key, Things.Value> entry, LeaveReason reason)
    {
        var hash = Digest.HashOf(entry);
        if (!_entries.Remove(entry.Id, out var held) || held != hash)
        {
            output.Tell("wrong", $"left, but was {(held == 0 ? "not there" : "another")}: {entry.Id} {entry}");
            return;
        }

        var node = entry.Id.Node;
        var digest = _origins[node].Without(hash);
        if (digest.Count > 0)
        {
            _origins[node] = digest;
            return;
        }

        _origins.Remove(node);
        output.Tell(_changedAt, "gone", $"{node} {reason}");
    }

    private void Replace(in Entry<Things.Key, Things.Value> entry, Things.Value oldValue)
    {
        var hash = Digest.HashOf(entry);
        if (!_entries.TryGetValue(entry.Id, out var held) || entry.Value == oldValue)
        {
            output.Tell("wrong", $"updated, but was {(held == 0 ? "not there" : "equal")}: {entry.Id} {entry}");
            return;
        }

        _entries[entry.Id] = hash;
        _origins[entry.Id.Node] = _origins[entry.Id.Node].Without(held).With(hash);
    }

    private void AnswerAwaited()
    {
        foreach (var awaited in _awaited.Where(awaited => awaited.Equals(_origins)).ToList())
        {
            // The scan may be ahead of the monitor; then a change is on its way, and this is asked again.
            if (awaited.Equals(Digest.ByOrigin(things.Entries())))
            {
                _awaited.Remove(awaited);
                awaited.Patience?.Dispose();
                output.Answer(awaited.Id, $"yes {_changedAt}");
            }
        }
    }

    private void GiveUp(AwaitedView awaited)
    {
        lock (_lock)
        {
            if (_awaited.Remove(awaited))
            {
                var scan = Digest.ByOrigin(things.Entries());
                output.Answer(awaited.Id, $"no monitor: {awaited.DifferenceTo(_origins)}; scan: {awaited.DifferenceTo(scan)}");
            }
        }
    }
}
