namespace PgRegistry.Monitoring;

/// <summary>
/// The changes that wait for one subscriber. The writer only appends, under a lock that is held for a few instructions; when it is
/// full everything in it is thrown away and the subscriber takes a fresh snapshot instead (invariants 9 and 10).
/// </summary>
internal sealed class MonitorQueue<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Of an overflowed queue: ever new names must not fill the memory (invariant 10).</summary>
    private const int MaxMarkers = 1024;

    private readonly Lock _lock = new();
    private List<Change<TKey, TValue>> _changes = [];
    private List<Change<TKey, TValue>> _spare = [];
    private TaskCompletionSource? _waiting;
    private readonly int _configuredCapacity;
    private int _capacity;
    private bool _hasOverflowed;
    private bool _isClosed;

    /// <summary>For debuggers: without the lock, which a thread that was stopped may hold.</summary>
    public int ApproximateCount => _changes.Count;

    public MonitorQueue(int capacity) => _capacity = _configuredCapacity = capacity;

    public void Enqueue(in Change<TKey, TValue> change)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            if (!_hasOverflowed && _changes.Count >= _capacity)
            {
                Overflow();
            }

            if (!_hasOverflowed)
            {
                _changes.Add(change);
            }
            else if (change.Kind == ChangeKind.Synced)
            {
                AddMarker(change);
            }

            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult();
    }

    public void Close()
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            _isClosed = true;
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult();
    }

    /// <summary>From here on every change is kept, for a snapshot that is being taken; room beyond the capacity is granted meanwhile.</summary>
    public void BeginSnapshot(int extraRoom)
    {
        lock (_lock)
        {
            _hasOverflowed = false;
            _changes.RemoveAll(static change => change.Kind != ChangeKind.Synced);
            _capacity = (int)Math.Min((long)_configuredCapacity + extraRoom, int.MaxValue);
        }
    }

    /// <summary>The changes since the snapshot began, if this is a place between two changes, as the writer says when asked.</summary>
    public SnapshotEnd EndSnapshot(Func<bool> isBetweenChanges, out List<Change<TKey, TValue>> changes)
    {
        lock (_lock)
        {
            changes = _changes;
            if (_hasOverflowed)
            {
                return SnapshotEnd.Overflowed;
            }

            if (!isBetweenChanges())
            {
                return SnapshotEnd.NotYet;
            }

            _changes = [];
            _capacity = _configuredCapacity;
            return SnapshotEnd.Whole;
        }
    }

    /// <summary>What is there now, which stays valid until the next call.</summary>
    public QueueState Take(out List<Change<TKey, TValue>> changes)
    {
        lock (_lock)
        {
            changes = _changes;
            if (_hasOverflowed)
            {
                return _isClosed ? QueueState.Closed : QueueState.Overflowed;
            }

            if (changes.Count > 0)
            {
                _changes = _spare;
                _changes.Clear();
                _spare = changes;
                return QueueState.HasChanges;
            }

            return _isClosed ? QueueState.Closed : QueueState.Empty;
        }
    }

    /// <summary>Completes when there is something to take.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_changes.Count > 0 || _hasOverflowed || _isClosed)
            {
                return Task.CompletedTask;
            }

            return (_waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>A fresh snapshot takes the place of all changes, but says nothing of who is complete.</summary>
    private void Overflow()
    {
        var changes = _changes;
        _hasOverflowed = !Planted.Is(PlantedBug.OverflowSilent);
        _changes = [];
        _spare = [];
        foreach (var change in changes)
        {
            if (change.Kind == ChangeKind.Synced)
            {
                AddMarker(change);
            }
        }
    }

    private void AddMarker(Change<TKey, TValue> marker)
    {
        _changes.RemoveAll(earlier => earlier.Node.Name == marker.Node.Name);
        if (_changes.Count >= MaxMarkers)
        {
            _changes.RemoveAt(0);
        }

        _changes.Add(marker);
    }
}

internal enum QueueState
{
    Empty,
    HasChanges,
    Overflowed,
    Closed,
}

internal enum SnapshotEnd
{
    /// <summary>Its changes are complete.</summary>
    Whole,

    /// <summary>A change has been made that not everybody was told of yet.</summary>
    NotYet,

    /// <summary>There were too many changes; it has to be taken again.</summary>
    Overflowed,
}
