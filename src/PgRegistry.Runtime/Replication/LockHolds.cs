namespace PgRegistry.Replication;

/// <summary>How long the locks of scopes are held, for those who measure it; otherwise the compiler leaves nothing of it.</summary>
internal static class LockHolds
{
    /// <summary>Set before the first scope is opened, it has every hold measured.</summary>
    public const string Switch = "PgRegistry.MeasureLockHolds";

    private static readonly bool s_areMeasured = AppContext.TryGetSwitch(Switch, out var isOn) && isOn;
    private static long s_longest;
    private static int s_count;
    private static int s_collected;

    /// <summary>The time of the calling thread, from whoever measures.</summary>
    public static Func<TimeSpan> Clock { get; set; } = static () => TimeSpan.Zero;

    /// <summary>
    /// The longest hold since the last call, how many there were, and in how many a collection was counted: these do not count for the
    /// longest, for a collection may run on the thread that holds the lock.
    /// </summary>
    public static (TimeSpan Longest, int Count, int Collected) Take() =>
        (TimeSpan.FromTicks(Interlocked.Exchange(ref s_longest, 0)), Interlocked.Exchange(ref s_count, 0), Interlocked.Exchange(ref s_collected, 0));

    public static Mark Begin() => s_areMeasured ? new Mark(Clock().Ticks, Collections()) : default;

    /// <summary>While the lock is held still.</summary>
    public static void End(in Mark mark)
    {
        if (!s_areMeasured)
        {
            return;
        }

        var time = Clock().Ticks - mark.Ticks;
        Interlocked.Increment(ref s_count);
        if (Collections() != mark.Collections)
        {
            Interlocked.Increment(ref s_collected);
            return;
        }

        for (var longest = Volatile.Read(ref s_longest); time > longest; longest = Volatile.Read(ref s_longest))
        {
            if (Interlocked.CompareExchange(ref s_longest, time, longest) == longest)
            {
                return;
            }
        }
    }

    private static int Collections() => GC.CollectionCount(0) + GC.CollectionCount(2);

    /// <summary>Where a hold began.</summary>
    public readonly record struct Mark(long Ticks, int Collections);
}
