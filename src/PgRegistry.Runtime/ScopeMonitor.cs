using System.Diagnostics;
using PgRegistry.Monitoring;
using PgRegistry.Replication;
using PgRegistry.Store;

namespace PgRegistry;

/// <summary>
/// A subscription: the view when it was opened, then every change, in order, without gap or overlap: replaying the changes onto the
/// snapshot gives exactly the view. Ends when it is disposed or the scope closes.
/// </summary>
/// <remarks>
/// It has one enumerator. A subscriber that falls behind by more than the capacity gets <see cref="ChangeKind.Resynced"/> with a fresh
/// snapshot; nothing is lost silently, and writers never wait. Order: as it happened on the entry's node; none between nodes.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class ScopeMonitor<TKey, TValue> : IAsyncEnumerable<Change<TKey, TValue>>, IAsyncDisposable, IDisposable
    where TKey : notnull
{
    private readonly ScopeCore<TKey, TValue> _core;
    private readonly ChangeHub<TKey, TValue> _hub;
    private readonly MonitorQueue<TKey, TValue> _queue;
    private readonly bool _isOfKey;
    private readonly TKey _key = default!;
    private List<Change<TKey, TValue>> _markers = [];
    private int _hasEnumerator;
    private volatile bool _isDisposed;

    internal ScopeMonitor(ScopeCore<TKey, TValue> core, ChangeHub<TKey, TValue> hub, MonitorOptions? options)
    {
        _core = core;
        _hub = hub;
        _queue = new MonitorQueue<TKey, TValue>(CapacityOf(options));
        _core.WhileUnchanged(() =>
        {
            _core.ThrowIfClosed();
            _hub.Add(_queue);
        });
        Snapshot = ExactSnapshot.Take(_core, _queue, out _markers);
    }

    internal ScopeMonitor(ScopeCore<TKey, TValue> core, ChangeHub<TKey, TValue> hub, TKey key, MonitorOptions? options)
    {
        ArgumentNullException.ThrowIfNull(key);
        _core = core;
        _hub = hub;
        _isOfKey = true;
        _key = key;
        _queue = new MonitorQueue<TKey, TValue>(CapacityOf(options));
        Cell<TKey, TValue>? cell = null;
        _core.WhileUnchanged(() =>
        {
            _core.ThrowIfClosed();
            _hub.Add(_queue, key);
            cell = _core.Store.Find(key);
        });
        Snapshot = EntriesIn(cell);
    }

    /// <summary>The view when the monitor was opened, in no promised order.</summary>
    public IReadOnlyList<Entry<TKey, TValue>> Snapshot { get; }

    private string DebuggerDisplay =>
        $"{_core.Name}{(_isOfKey ? $" {_key}" : "")}, {Snapshot.Count} entries at first, {_queue.ApproximateCount} changes waiting{(_isDisposed ? ", disposed" : "")}";

    /// <summary>The changes since the snapshot. Completes when the scope closes or the monitor is disposed.</summary>
    /// <exception cref="InvalidOperationException">It is enumerated a second time: changes that were read are gone. Open another monitor.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. The monitor stays open until it is disposed.</exception>
    public IAsyncEnumerator<Change<TKey, TValue>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _hasEnumerator, 1) != 0)
        {
            throw new InvalidOperationException("A monitor has one enumerator, and it was taken already. Open another monitor for another reader.");
        }

        return ReadAsync(cancellationToken);
    }

    /// <summary>Ends the subscription: nothing is delivered from now on.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _queue.Close();
        _core.WhileUnchanged(() =>
        {
            if (_isOfKey)
            {
                _hub.Remove(_queue, _key);
            }
            else
            {
                _hub.Remove(_queue);
            }
        });
    }

    /// <summary>Ends the subscription: nothing is delivered from now on.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What can be read at once; used by those who drive everything step by step.</summary>
    internal List<Change<TKey, TValue>> ReadAvailable()
    {
        var read = new List<Change<TKey, TValue>>(_markers);
        _markers = [];
        while (!_isDisposed)
        {
            switch (_queue.Take(out var changes))
            {
                case QueueState.HasChanges:
                    read.AddRange(changes);
                    break;
                case QueueState.Overflowed:
                    read.Add(Resync());
                    read.AddRange(_markers);
                    _markers = [];
                    break;
                default:
                    return read;
            }
        }

        return [];
    }

    private async IAsyncEnumerator<Change<TKey, TValue>> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_isDisposed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var markers = _markers;
            _markers = [];
            foreach (var marker in markers)
            {
                if (_isDisposed)
                {
                    yield break;
                }

                cancellationToken.ThrowIfCancellationRequested();
                yield return marker;
            }

            switch (_queue.Take(out var changes))
            {
                case QueueState.HasChanges:
                    foreach (var change in changes)
                    {
                        if (_isDisposed)
                        {
                            yield break;
                        }

                        cancellationToken.ThrowIfCancellationRequested();
                        yield return change;
                    }

                    break;
                case QueueState.Overflowed:
                    yield return Resync();
                    break;
                case QueueState.Closed:
                    yield break;
                default:
                    await _queue.WaitAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private Change<TKey, TValue> Resync()
    {
        IReadOnlyList<Entry<TKey, TValue>> snapshot;
        if (_isOfKey)
        {
            Cell<TKey, TValue>? cell = null;
            _core.WhileUnchanged(() =>
            {
                _queue.BeginSnapshot(0);
                cell = _core.Store.Find(_key);
            });
            snapshot = EntriesIn(cell);
        }
        else
        {
            snapshot = ExactSnapshot.Take(_core, _queue, out _markers);
        }

        return new Change<TKey, TValue>(ChangeKind.Resynced, null, snapshot, default);
    }

    private static List<Entry<TKey, TValue>> EntriesIn(Cell<TKey, TValue>? cell)
    {
        var entries = new List<Entry<TKey, TValue>>(cell?.Count ?? 0);
        var cursor = 0;
        while (cell?.NextEntry(ref cursor) is { } entry)
        {
            entries.Add(new Entry<TKey, TValue>(entry));
        }

        return entries;
    }

    private static int CapacityOf(MonitorOptions? options)
    {
        var capacity = (options ??= new MonitorOptions()).Capacity;
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1, nameof(MonitorOptions.Capacity));
        return capacity;
    }
}
