namespace PgRegistry.Cluster;

/// <summary>
/// A thread of its own that does something regularly, so that heartbeats go out also while the thread pool is busy or starved.
/// </summary>
internal sealed class TcpPulse : IDisposable
{
    private readonly AutoResetEvent _due = new(initialState: false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _beat;
    private readonly TimeSpan _wait;
    private readonly ITimer? _timer;
    private volatile bool _isStopping;

    public TcpPulse(string name, TimeSpan period, TimeProvider time, Action beat)
    {
        _beat = beat;

        // The system's timers call back on the thread pool, which is what the thread is to be independent of; a clock that was
        // handed in for tests is the only one to tell its time.
        var isSystem = ReferenceEquals(time, TimeProvider.System);
        _wait = isSystem ? period : Timeout.InfiniteTimeSpan;
        _timer = isSystem ? null : time.CreateTimer(static state => ((AutoResetEvent)state!).Set(), _due, period, period);
        new Thread(Run) { IsBackground = true, Name = name, Priority = ThreadPriority.AboveNormal }.UnsafeStart();
    }

    /// <summary>Completes when the thread has ended.</summary>
    public Task StopAsync()
    {
        _timer?.Dispose();
        _isStopping = true;
        _due.Set();
        return _ended.Task;
    }

    /// <summary>After <see cref="StopAsync"/> has completed.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _due.Dispose();
    }

    private void Run()
    {
        while (!_isStopping)
        {
            _due.WaitOne(_wait);
            if (!_isStopping)
            {
                _beat();
            }
        }

        _ended.TrySetResult();
    }
}
