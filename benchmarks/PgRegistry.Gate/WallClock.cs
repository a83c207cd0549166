using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>Times work that several threads or processes share, and that begins anew each time.</summary>
internal static class WallClock
{
    /// <summary>One repetition, which measures itself, after some that do not count.</summary>
    public static async Task<Sample> OnceAsync(Effort effort, Func<Task<Sample>> once)
    {
        await WarmAsync(effort, once).ConfigureAwait(false);
        return await once().ConfigureAwait(false);
    }

    /// <summary>
    /// The least of some repetitions, after some that do not count: for what a machine only ever adds to. A virtual one does that to processor time as well: of a
    /// loop of 40 µs, run some 100,000 times, the longest took 1.5 to 1.9 ms by it. No more of them once one was enough: the verdict would be the same.
    /// </summary>
    public static async Task<Sample> LeastAsync(Effort effort, Func<Task<Sample>> once, double enough)
    {
        await WarmAsync(effort, once).ConfigureAwait(false);
        var samples = new List<Sample>();
        do
        {
            samples.Add(await once().ConfigureAwait(false));
        }
        while (samples.Count < effort.LeastOf && samples[^1].Figure > enough);

        return new Sample(samples.Min(sample => sample.Figure))
        {
            Notes = samples.SelectMany(sample => sample.Notes).GroupBy(note => note.Key, note => note.Value).ToDictionary(notes => notes.Key, notes => Interval.Of(notes).Median),
        };
    }

    private static async Task WarmAsync(Effort effort, Func<Task<Sample>> once)
    {
        var begin = Stopwatch.GetTimestamp();
        do
        {
            await once().ConfigureAwait(false);
        }
        while (Stopwatch.GetElapsedTime(begin) < effort.WarmUp);
    }

    /// <summary>Milliseconds that some work takes on this thread, with the collector's pauses in it, which are noted apart.</summary>
    public static Sample Time(Action work)
    {
        Clock.Settle();
        var pauses = GC.GetTotalPauseDuration();
        var collections = GC.CollectionCount(0);
        var start = Stopwatch.GetTimestamp();
        work();
        var time = Stopwatch.GetElapsedTime(start);
        return new Sample(time.TotalMilliseconds, 0, GC.CollectionCount(0) - collections)
        {
            Notes = { ["GC pauses ms"] = (GC.GetTotalPauseDuration() - pauses).TotalMilliseconds },
        };
    }
}
