namespace PgRegistry.Tests;

/// <summary>Says how much a relay may forward in one direction.</summary>
internal sealed class TcpGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = NewSource();
    private long _allowed = long.MaxValue;

    public void Open() => Set(_ => long.MaxValue);

    /// <summary>From now on nothing passes.</summary>
    public void Close() => Set(_ => 0);

    /// <summary>Lets so many bytes more pass a gate that is closed.</summary>
    public void Let(int bytes) => Set(allowed => allowed + bytes);

    /// <summary>Waits until something may pass, at most so much, and returns how much that is.</summary>
    public async Task<int> TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_allowed > 0)
                {
                    var taken = (int)Math.Min(wanted, _allowed);
                    _allowed -= _allowed == long.MaxValue ? 0 : taken;
                    return taken;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits until everything may pass.</summary>
    public async Task OpenedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_allowed == long.MaxValue)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Set(Func<long, long> next)
    {
        lock (_lock)
        {
            _allowed = next(_allowed);
            _changed.SetResult();
            _changed = NewSource();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
