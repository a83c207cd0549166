using PgRegistry.Monitoring;

namespace PgRegistry;

/// <content>Listeners: subscribers that are there from the opening to the closing.</content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>Failures are logged one by one up to so many, then at twice as many each time: a listener that always throws must not fill the log.</summary>
    private const long LoggedOneByOne = 100;

    private long _listenerFailures;

    /// <summary>How often a listener threw; each time that was logged, and the next call followed.</summary>
    public long ListenerFailures => Interlocked.Read(ref _listenerFailures);

    /// <summary>Before anything can join, so that nothing is missed.</summary>
    internal void AddListener<TScope>(IRegistryListener<TScope, TKey, TValue> listener)
    {
        var queue = new MonitorQueue<TKey, TValue>(_node.Options.ListenerCapacity);
        _core.WhileUnchanged(() => _hub.Add(queue));
        new ListenerPump<TScope, TKey, TValue>(_core, queue, listener, ListenerFailed).Start();
    }

    private void ListenerFailed(Type listener, Exception exception)
    {
        var count = Interlocked.Increment(ref _listenerFailures);
        if (count <= LoggedOneByOne || long.IsPow2(count))
        {
            _node.Events.ListenerFailed(Name, listener, count, exception);
        }
    }
}
