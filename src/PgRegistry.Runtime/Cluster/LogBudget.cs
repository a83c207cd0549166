namespace PgRegistry.Cluster;

/// <summary>
/// Bounds what others can make this node write into its log, under however many names: so many lines a minute, and after it one that says how many
/// there would have been more.
/// </summary>
internal sealed class LogBudget(TimeProvider time, int lines, Action<int> skipped)
{
    /// <summary>Enough for every node of a rollout that goes wrong to be seen soon.</summary>
    public const int LinesPerMinute = 30;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _began = time.GetTimestamp();
    private int _taken;
    private int _skipped;

    /// <summary>Ends a minute in which something was skipped; null in any other.</summary>
    private ITimer? _end;

    /// <summary>Whether a line may be written.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var age = time.GetElapsedTime(_began);
            if (_end is null && age >= Minute)
            {
                _began = time.GetTimestamp();
                _taken = 0;
            }

            if (_taken < lines)
            {
                _taken++;
                return true;
            }

            _skipped++;
            _end ??= time.CreateTimer(static state => ((LogBudget)state!).End(), this, Minute - age, Timeout.InfiniteTimeSpan);
            return false;
        }
    }

    private void End()
    {
        int count;
        lock (_lock)
        {
            (count, _skipped, _taken) = (_skipped, 0, 0);
            _began = time.GetTimestamp();
            _end?.Dispose();
            _end = null;
        }

        skipped(count);
    }
}
