namespace PgRegistry.Replication;

/// <summary>How long the locks of scopes are held, for those who measure it; otherwise the compiler leaves nothing of it.</summary>
internal static class LockHolds
{
    /// <summary>Set before the first scope is opened, it has every hold measured.</summary>
    public const string Switch = "PgRegistry.MeasureLockHolds";

    private static readonly bool s_areMeasured = AppContext.TryGetSwitch(Switch, out var isOn) && isOn;
    private static long s_longest;
    private static long s_longestInterrupted;
    private static int s_count;
    private static int s_collected;
    private static int s_interrupted;

    /// <summary>What the calling thread has used, from whoever measures.</summary>
    public static Func<Usage> Clock { get; set; } = static () => default;

    /// <summary>The holds since the last call.</summary>
    public static Found Take() => new(
        TimeSpan.FromTicks(Interlocked.Exchange(ref s_longest, 0)),
        TimeSpan.FromTicks(Interlocked.Exchange(ref s_longestInterrupted, 0)),
        Interlocked.Exchange(ref s_count, 0),
        Interlocked.Exchange(ref s_collected, 0),
        Interlocked.Exchange(ref s_interrupted, 0));

    public static Mark Begin() => s_areMeasured ? new Mark(Clock(), Collections()) : default;

    /// <summary>While the lock is held still.</summary>
    public static void End(in Mark mark)
    {
        if (!s_areMeasured)
        {
            return;
        }

        var now = Clock();
        var ticks = (now.Time - mark.Usage.Time).Ticks;
        Interlocked.Increment(ref s_count);
        if (Collections() != mark.Collections)
        {
            Interlocked.Increment(ref s_collected);
        }
        else if (now.Interruptions != mark.Usage.Interruptions)
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

    /// <summary>What a thread has used.</summary>
    /// <param name="Time">Processor time.</param>
    /// <param name="Interruptions">How often the processor was taken from it.</param>
    public readonly record struct Usage(TimeSpan Time, long Interruptions);

    /// <summary>Some holds.</summary>
    /// <param name="Longest">Of those that nothing came between.</param>
    /// <param name="LongestInterrupted">Of those in which the processor was taken from who held the lock.</param>
    /// <param name="Count">How many there were.</param>
    /// <param name="Collected">In how many a collection was counted, which may have run on the thread that held the lock: no length of theirs counts.</param>
    /// <param name="Interrupted">In how many others the processor was taken away.</param>
    public readonly record struct Found(TimeSpan Longest, TimeSpan LongestInterrupted, int Count, int Collected, int Interrupted);

    /// <summary>Where a hold began.</summary>
    public readonly record struct Mark(Usage Usage, int Collections);
}
