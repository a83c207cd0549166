namespace PgRegistry.Replication;

/// <summary>How long the locks of scopes are held, for those who measure it; otherwise the compiler leaves nothing of it.</summary>
internal static class LockHolds
{
    /// <summary>Set before the first scope is opened, it has every hold measured.</summary>
    public const string Switch = "PgRegistry.MeasureLockHolds";

    /// <summary>No hold should be above it.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(1);

    private static readonly bool s_areMeasured = AppContext.TryGetSwitch(Switch, out var isOn) && isOn;
    private static long s_longest;
    private static long s_longestInterrupted;
    private static int s_count;
    private static int s_collected;
    private static int s_interrupted;
    private static int s_long;

    /// <summary>The processor time of the calling thread, from whoever measures.</summary>
    public static Func<TimeSpan> Clock { get; set; } = static () => TimeSpan.Zero;

    /// <summary>How often the processor was taken from the calling thread, from whoever measures.</summary>
    public static Func<long> Interruptions { get; set; } = static () => 0;

    /// <summary>The holds since the last call.</summary>
    public static Found Take() => new(
        TimeSpan.FromTicks(Interlocked.Exchange(ref s_longest, 0)),
        TimeSpan.FromTicks(Interlocked.Exchange(ref s_longestInterrupted, 0)),
        Interlocked.Exchange(ref s_count, 0),
        Interlocked.Exchange(ref s_collected, 0),
        Interlocked.Exchange(ref s_interrupted, 0),
        Interlocked.Exchange(ref s_long, 0));

    // Interruptions are read before the time here, and behind it in the end: one between the two belongs to the hold.
    public static Mark Begin() => s_areMeasured ? new Mark(Interruptions(), Collections(), Clock()) : default;

    /// <summary>While the lock is held still.</summary>
    public static void End(in Mark mark)
    {
        if (!s_areMeasured)
        {
            return;
        }

        var ticks = (Clock() - mark.Time).Ticks;
        Interlocked.Increment(ref s_count);
        if (Collections() != mark.Collections)
        {
            Interlocked.Increment(ref s_collected);
            return;
        }

        if (ticks > Most.Ticks)
        {
            Interlocked.Increment(ref s_long);
        }

        if (Interruptions() != mark.Interruptions)
        {
            Interlocked.Increment(ref s_interrupted);
            Raise(ref s_longestInterrupted, ticks);
        }
        else
        {
            Raise(ref s_longest, ticks);
        }
    }

    private static void Raise(ref long longest, long ticks)
    {
        for (var seen = Volatile.Read(ref longest); ticks > seen; seen = Volatile.Read(ref longest))
        {
            if (Interlocked.CompareExchange(ref longest, ticks, seen) == seen)
            {
                return;
            }
        }
    }

    private static int Collections() => GC.CollectionCount(0) + GC.CollectionCount(2);

    /// <summary>Some holds.</summary>
    /// <param name="Longest">Of those that nothing came between.</param>
    /// <param name="LongestInterrupted">Of those in which the processor was taken from who held the lock.</param>
    /// <param name="Count">How many there were.</param>
    /// <param name="Collected">In how many a collection was counted, which may have run on the thread that held the lock: no length of theirs counts.</param>
    /// <param name="Interrupted">In how many others the processor was taken away.</param>
    /// <param name="Long">How many of these and the uninterrupted ones were above a millisecond.</param>
    public readonly record struct Found(TimeSpan Longest, TimeSpan LongestInterrupted, int Count, int Collected, int Interrupted, int Long);

    /// <summary>Where a hold began.</summary>
    public readonly record struct Mark(long Interruptions, int Collections, TimeSpan Time);
}
