using PgRegistry.Replication;
using PgRegistry.Store;

namespace PgRegistry.Monitoring;

/// <summary>
/// Hands every change of a scope's view to those who subscribed: to all of the scope's monitors, and to those of the key. Called
/// under the scope's lock, so changes reach each queue in the order in which they happened.
/// </summary>
internal sealed class ChangeHub<TKey, TValue> : IChangeSink<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, MonitorQueue<TKey, TValue>[]> _byKey = [];
    private MonitorQueue<TKey, TValue>[] _all = [];

    /// <summary>Under the scope's lock.</summary>
    public void Add(MonitorQueue<TKey, TValue> queue) => _all = [.. _all, queue];

    /// <summary>Under the scope's lock.</summary>
    public void Add(MonitorQueue<TKey, TValue> queue, TKey key) => _byKey[key] = [.. _byKey.GetValueOrDefault(key, []), queue];

    /// <summary>Under the scope's lock.</summary>
    public void Remove(MonitorQueue<TKey, TValue> queue) => _all = [.. _all.Where(other => other != queue)];

    /// <summary>Under the scope's lock.</summary>
    public void Remove(MonitorQueue<TKey, TValue> queue, TKey key)
    {
        if (_byKey.TryGetValue(key, out var queues))
        {
            queues = [.. queues.Where(other => other != queue)];
            if (queues.Length == 0)
            {
                _byKey.Remove(key);
            }
            else
            {
                _byKey[key] = queues;
            }
        }
    }

    public void Joined(StoredEntry<TKey, TValue> entry)
    {
        if (HasSubscribers)
        {
            Publish(entry.Key, new(ChangeKind.Joined, entry, null, default));
        }
    }

    public void Left(StoredEntry<TKey, TValue> entry, LeaveReason reason)
    {
        if (HasSubscribers)
        {
            Publish(entry.Key, new(ChangeKind.Left, entry, null, reason));
        }
    }

    public void Updated(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> now)
    {
        if (HasSubscribers)
        {
            Publish(now.Key, new(ChangeKind.Updated, now, old, default));
        }
    }

    public void Synced(NodeId node)
    {
        var change = new Change<TKey, TValue>(ChangeKind.Synced, null, node, default);
        foreach (var queue in Everybody())
        {
            queue.Enqueue(change);
        }
    }

    public void Closed()
    {
        foreach (var queue in Everybody())
        {
            queue.Close();
        }

        _all = [];
        _byKey.Clear();
    }

    private bool HasSubscribers => _all.Length > 0 || _byKey.Count > 0;

    private IEnumerable<MonitorQueue<TKey, TValue>> Everybody() => _all.Concat(_byKey.Values.SelectMany(queues => queues));

    private void Publish(TKey key, in Change<TKey, TValue> change)
    {
        foreach (var queue in _all)
        {
            queue.Enqueue(change);
        }

        if (_byKey.Count > 0 && _byKey.TryGetValue(key, out var queues))
        {
            foreach (var queue in queues)
            {
                queue.Enqueue(change);
            }
        }
    }
}
