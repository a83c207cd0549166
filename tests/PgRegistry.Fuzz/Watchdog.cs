namespace PgRegistry.Fuzz;

/// <summary>Notices when one input takes too long.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _longest;
    private readonly Action<string> _onHang;
    private readonly ITimer _timer;
    private Func<string>? _current;
    private long _since;

    /// <param name="time">The clock.</param>
    /// <param name="longest">How long an input may take.</param>
    /// <param name="onHang">Is told which one takes longer, once for each, while it still does.</param>
    public Watchdog(TimeProvider time, TimeSpan longest, Action<string> onHang)
    {
        _time = time;
        _longest = longest;
        _onHang = onHang;
        _timer = time.CreateTimer(static state => ((Watchdog)state!).Look(), this, longest / 4, longest / 4);
    }

    /// <summary>An input begins; what describes it is asked for only if it hangs.</summary>
    public void Begin(Func<string> description)
    {
        lock (_lock)
        {
            _current = description;
            _since = _time.GetTimestamp();
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _current = null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        Func<string>? hanging = null;
        lock (_lock)
        {
            if (_current is not null && _time.GetElapsedTime(_since) > _longest)
            {
                (hanging, _current) = (_current, null);
            }
        }

        if (hanging is not null)
        {
            _onHang($"{hanging()}: hang: it has taken more than {_longest.TotalSeconds:0} s");
        }
    }
}
