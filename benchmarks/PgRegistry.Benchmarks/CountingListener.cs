namespace PgRegistry.Benchmarks;

/// <summary>Counts what it hears, for one who waits until it was enough.</summary>
internal sealed class CountingListener : Workers.IListener
{
    private readonly object _lock = new();
    private long _heard;
    private long _awaited;

    public void Registered(Compound key, Pid pid, Load value) => Hear();

    public void Unregistered(Compound key, Pid pid, Load value, LeaveReason reason) => Hear();

    /// <summary>Returns when there were so many calls, from the beginning on.</summary>
    public void WaitFor(long calls)
    {
        lock (_lock)
        {
            _awaited = calls;
            while (_heard < calls)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    private void Hear()
    {
        lock (_lock)
        {
            // Only then: to wake the other for each call takes longer than the call.
            if (++_heard == _awaited)
            {
                Monitor.Pulse(_lock);
            }
        }
    }
}
