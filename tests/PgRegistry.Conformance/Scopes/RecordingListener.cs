using System.Collections.Concurrent;
using PgRegistry.Conformance.Networks;

namespace PgRegistry.Conformance.Scopes;

/// <summary>Keeps what a scope tells its listener. Each scope derives one that implements its generated interface.</summary>
/// <remarks>
/// A listener is called on a task of its own, at some time after the step. Its calls are in order, so it has heard everything once it
/// is told of a marker: an entry under a key of its own, which comes and goes at once and counts nowhere.
/// </remarks>
internal abstract class RecordingListener<TScope, TKey, TValue> : IRegistryListener<TScope, TKey, TValue>
    where TScope : class, IReplayedScope<TScope, TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    private readonly ConcurrentQueue<Delivery<TKey, TValue>> _deliveries = [];
    private readonly ConcurrentDictionary<Pid, TaskCompletionSource> _markers = [];

    /// <summary>What came since the last call.</summary>
    public IReadOnlyList<Delivery<TKey, TValue>> Take()
    {
        var taken = new List<Delivery<TKey, TValue>>();
        while (_deliveries.TryDequeue(out var delivery))
        {
            taken.Add(delivery);
        }

        return taken;
    }

    /// <summary>Completes when the listener of this scope was told of everything that the scope has seen.</summary>
    /// <exception cref="UnsettledException">It was not.</exception>
    public async Task CatchUpAsync(TScope scope, TimeSpan deadline)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (var marker = scope.Register(Marker.Key<TKey>(), TValue.Of(Marker.Topic, 0)))
        {
            _markers[marker.Pid] = told;
        }

        try
        {
            await told.Task.WaitAsync(deadline);
        }
        catch (TimeoutException)
        {
            throw new UnsettledException(scope.Scope.Node.Name, "its listener is told of a marker", "it is not");
        }
    }

    public void Registered(TKey key, Pid pid, TValue value)
    {
        if (!Marker.Is(key))
        {
            _deliveries.Enqueue(new("register", key, pid, value));
        }
    }

    public void Unregistered(TKey key, Pid pid, TValue value, LeaveReason reason)
    {
        if (!Marker.Is(key))
        {
            _deliveries.Enqueue(new("unregister", key, pid, value));
        }
        else if (_markers.TryRemove(pid, out var told))
        {
            told.SetResult();
        }
    }
}

/// <summary>One call of a listener.</summary>
internal sealed record Delivery<TKey, TValue>(string Name, TKey Key, Pid Pid, TValue Value);
