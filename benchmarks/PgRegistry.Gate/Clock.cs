using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>Times work inside a child process.</summary>
internal static class Clock
{
    private const int MaxBatches = 1 << 16;
    private const int MinWarmUpCalls = 120;

    /// <summary>
    /// For work that allocates nothing: runs a batch again and again, first to have it compiled with full optimisation, then to measure.
    /// The figure is the median of the batches' wall times, so that a batch that was interrupted by other programs does not count.
    /// </summary>
    /// <param name="effort">How long.</param>
    /// <param name="batch">Does a number of operations and returns a check sum of what they returned. Short: it should seldom be interrupted.</param>
    /// <param name="operations">How many operations a batch does.</param>
    /// <param name="expected">The check sum that is right.</param>
    public static Sample Steady(Effort effort, Func<long> batch, int operations, long expected)
    {
        Warm(effort, batch, expected);
        Settle();
        var ticks = new long[MaxBatches];
        var count = 0;
        var counters = Counters.Now();
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(effort.Measured.TotalSeconds * Stopwatch.Frequency);
        while (start < end && count < MaxBatches)
        {
            batch();
            var now = Stopwatch.GetTimestamp();
            ticks[count++] = now - start;
            start = now;
        }

        var spent = Counters.Now() - counters;
        var median = Median(ticks.AsSpan(0, count)) * 1e9 / Stopwatch.Frequency;
        return new Sample(median / operations, spent.Allocated / ((double)operations * count), spent.Collections);
    }

    /// <summary>
    /// For work that allocates: the processor time of the whole process, the collector's with it, over all batches. A median would hide
    /// the collections, and wall time would count what other programs do.
    /// </summary>
    /// <inheritdoc cref="Steady"/>
    public static Sample SteadyWithGarbage(Effort effort, Func<long> batch, int operations, long expected)
    {
        Warm(effort, batch, expected);
        Settle();
        var count = 0;
        var counters = Counters.Now();
        do
        {
            batch();
            count++;
        }
        while ((Counters.Now() - counters).Processor < effort.Measured);

        return (Counters.Now() - counters).PerOperation((double)operations * count);
    }

    /// <summary>
    /// For work that allocates and needs a fresh start each time, such as filling something that is empty: the processor time of the
    /// repetitions, after some that do not count.
    /// </summary>
    public static async Task<Sample> FromFreshAsync<TState>(
        Effort effort, Func<TState> prepare, Action<TState> work, Func<TState, ValueTask> dispose, int operations, bool isLong = false)
    {
        // What takes long is repeated in the next pair's process.
        var repeats = isLong ? 1 : effort.Repeats;
        var sum = new Counters(TimeSpan.Zero, 0, 0);
        var begin = Counters.Now();
        var done = 0;
        while (done < repeats)
        {
            var isWarm = !IsCold(begin, effort);
            var state = prepare();
            Settle();
            var counters = Counters.Now();
            work(state);
            if (isWarm)
            {
                sum += Counters.Now() - counters;
                done++;
            }

            await dispose(state).ConfigureAwait(false);
        }

        return sum.PerOperation((double)operations * done);
    }

    /// <summary>
    /// For work of which only a part counts: the processor time of this thread in that part, the rest of a round is what undoes it.
    /// </summary>
    public static Sample Part(Effort effort, Action timed, Action untimed, int operations)
    {
        Rounds(effort.WarmUp);
        Settle();
        return Rounds(effort.Measured);

        Sample Rounds(TimeSpan atLeast)
        {
            var (processor, allocated, rounds) = (TimeSpan.Zero, 0L, 0);
            var begin = Counters.Now();
            Counters spent;
            do
            {
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var start = Native.ThreadTime();
                timed();
                processor += Native.ThreadTime() - start;
                allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
                untimed();
                rounds++;
                spent = Counters.Now() - begin;
            }
            while (spent.Processor < atLeast || rounds < MinWarmUpCalls);

            var done = (double)operations * rounds;
            return new Sample(processor.TotalNanoseconds / done, allocated / done, spent.Collections);
        }
    }

    private static void Warm(Effort effort, Func<long> batch, long expected)
    {
        var start = Counters.Now();
        for (var calls = 0; (calls < MinWarmUpCalls && !IsLong(start, effort)) || IsCold(start, effort); calls++)
        {
            var sum = batch();
            if (sum != expected)
            {
                throw new InvalidOperationException($"A batch returned {sum}, not {expected}: it does not do what it should.");
            }
        }
    }

    /// <summary>In processor time: on a busy machine the compiler's thread gets as little as this one.</summary>
    private static bool IsCold(Counters start, Effort effort) => (Counters.Now() - start).Processor < effort.WarmUp;

    /// <summary>A batch that takes so long calls what it calls often enough.</summary>
    private static bool IsLong(Counters start, Effort effort) => (Counters.Now() - start).Processor > 3 * effort.WarmUp;

    /// <summary>What was left behind so far is collected before time counts.</summary>
    public static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    public static double Median(Span<long> values)
    {
        values.Sort();
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2.0;
    }
}
