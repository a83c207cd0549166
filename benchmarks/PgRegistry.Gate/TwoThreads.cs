using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>Measures what two threads do to each other.</summary>
internal static class TwoThreads
{
    private const int MaxBatches = 1 << 16;

    /// <summary>How long a reader reads with a writer beside it, and without one, before they change.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(25);

    /// <summary>More than this between wall time and processor time, and somebody else had the processor.</summary>
    private static readonly TimeSpan Interrupted = TimeSpan.FromMicroseconds(20);

    /// <summary>How many times as much two threads do together as one does alone; 2 when they do not feel each other.</summary>
    public static Sample SpeedUp(Effort effort, Func<long> one, Func<long> other, int operations, long expected)
    {
        var before = Clock.Steady(effort, one, operations, expected);
        Together(one, other, effort.WarmUp);
        var together = Together(one, other, effort.Measured) * 1e9 / Stopwatch.Frequency / operations;
        var after = Clock.Steady(effort, one, operations, expected);
        var alone = (before.Figure + after.Figure) / 2;
        return new Sample(2 * alone / together, before.Allocated) { Notes = { ["ns alone"] = alone, ["ns together"] = together } };
    }

    /// <summary>
    /// How much of its rate a reader keeps while another thread does something without end: in the reader's processor time and the collector's
    /// pauses, which the other one causes. What further programs take does not count. With and without take turns, since what a machine does
    /// in a second changes from one to the next by more than is asked here.
    /// </summary>
    /// <param name="effort">How long.</param>
    /// <param name="read">Does a number of operations and returns a check sum of what they returned.</param>
    /// <param name="operations">How many operations that are.</param>
    /// <param name="expected">The check sum that is right.</param>
    /// <param name="write">What the other one does.</param>
    /// <param name="writes">How often it does that in one call.</param>
    public static Sample Kept(Effort effort, Func<long> read, int operations, long expected, Action write, int writes)
    {
        Read(effort.WarmUp);
        var before = Read(Turn * 4);
        using var isWriting = new ManualResetEventSlim();
        var isStopping = false;
        var written = 0L;
        var writer = new Thread(() =>
        {
            while (!Volatile.Read(ref isStopping))
            {
                write();
                Volatile.Write(ref written, written + writes);
                isWriting.Wait();
            }
        });
        var (beside, alone, done) = (default(Reading), default(Reading), 0L);
        writer.Start();
        try
        {
            isWriting.Set();
            Read(effort.WarmUp);
            Clock.Settle();
            while (beside.Time < effort.Measured)
            {
                var start = Volatile.Read(ref written);
                isWriting.Set();
                beside += Read(Turn);
                isWriting.Reset();
                done += Volatile.Read(ref written) - start;
                alone += Read(Turn);
            }
        }
        finally
        {
            Volatile.Write(ref isStopping, true);
            isWriting.Set();
            writer.Join();
        }

        var sample = new Sample(beside.Rate / alone.Rate)
        {
            Notes =
            {
                ["M/s alone"] = operations * alone.Rate,
                ["M/s before anything was written"] = operations * before.Rate,
                ["M/s beside"] = operations * beside.Rate,
                ["M/s beside, by the wall clock"] = operations * beside.Batches / beside.Wall.TotalMicroseconds,
                ["M/s registered and unregistered"] = done / beside.Wall.TotalMicroseconds,
                ["without GC pauses ×"] = (beside with { Pauses = default }).Rate / alone.Rate,
            },
        };
        if (Environment.ProcessorCount > 1)
        {
            // Two threads that wait for each other without a pause never meet on a single processor.
            sample.Notes["a cache line there and back ns"] = CacheLine.RoundTrip();
        }

        return sample;

        Reading Read(TimeSpan atLeast)
        {
            var (batches, begin, start, paused) = (0, Stopwatch.GetTimestamp(), Native.ThreadTime(), GC.GetTotalPauseDuration());
            while (Native.ThreadTime() - start < atLeast)
            {
                var sum = read();
                batches++;
                if (sum != expected)
                {
                    throw new InvalidOperationException($"A batch returned {sum}, not {expected}: it does not do what it should.");
                }
            }

            return new Reading(batches, Native.ThreadTime() - start, GC.GetTotalPauseDuration() - paused, Stopwatch.GetElapsedTime(begin));
        }
    }

    /// <summary>
    /// The median time of a batch, of those that no other program interrupted and during which the other thread got one done, so that
    /// both did run at the same time.
    /// </summary>
    private static double Together(Func<long> one, Func<long> other, TimeSpan atLeast)
    {
        var done = new long[64];
        using var start = new Barrier(2);
        var end = Stopwatch.GetTimestamp() + (long)(atLeast.TotalSeconds * Stopwatch.Frequency);
        var ticks = new[] { new List<long>(MaxBatches), new List<long>(MaxBatches) };
        var second = new Thread(() => Run(other, 1));
        second.Start();
        Run(one, 0);
        second.Join();
        var all = ticks[0].Concat(ticks[1]).ToArray();
        return all.Length > 0 ? Clock.Median(all) : throw new InvalidOperationException("The machine is too busy: the two threads never ran at the same time.");

        void Run(Func<long> batch, int self)
        {
            // Far enough apart for two cache lines.
            ref var own = ref done[self * 32];
            ref var others = ref done[(1 - self) * 32];
            start.SignalAndWait();
            for (var now = Stopwatch.GetTimestamp(); now < end; now = Stopwatch.GetTimestamp())
            {
                var seen = Volatile.Read(ref others);
                var processor = Native.ThreadTime();
                batch();
                var wall = Stopwatch.GetTimestamp() - now;
                var isWhole = Stopwatch.GetElapsedTime(0, wall) - (Native.ThreadTime() - processor) < Interrupted;
                if (isWhole && Volatile.Read(ref others) != seen)
                {
                    ticks[self].Add(wall);
                }

                Volatile.Write(ref own, own + 1);
            }
        }
    }

    /// <summary>What a reader did.</summary>
    private readonly record struct Reading(int Batches, TimeSpan Time, TimeSpan Pauses, TimeSpan Wall)
    {
        /// <summary>Batches in a microsecond.</summary>
        public double Rate => Batches / (Time + Pauses).TotalMicroseconds;

        public static Reading operator +(Reading a, Reading b) => new(a.Batches + b.Batches, a.Time + b.Time, a.Pauses + b.Pauses, a.Wall + b.Wall);
    }
}
