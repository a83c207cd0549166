using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>Times work that several threads or processes share, and that begins anew each time.</summary>
internal static class WallClock
{
    /// <summary>The median of some repetitions, each of which measures itself, after some that do not count.</summary>
    public static Task<Sample> RepeatAsync(Effort effort, Func<Task<Sample>> once) => RepeatAsync(effort, once, effort.LongRepeats, Median, enough: double.NegativeInfinity);

    /// <summary>
    /// The least of some repetitions: for what a machine only ever adds to. A virtual one does that to processor time as well: of a loop of 40 µs, run some
    /// 100,000 times, the longest took 1.5 to 1.9 ms by it. No more of them once one was enough: the verdict would be the same.
    /// </summary>
    public static Task<Sample> RepeatLeastAsync(Effort effort, Func<Task<Sample>> once, double enough) => RepeatAsync(effort, once, effort.LeastOf, Enumerable.Min, enough);

    private static async Task<Sample> RepeatAsync(Effort effort, Func<Task<Sample>> once, int repeats, Func<IEnumerable<double>, double> choose, double enough)
    {
        var begin = Stopwatch.GetTimestamp();
        do
        {
            await once().ConfigureAwait(false);
        }
        while (Stopwatch.GetElapsedTime(begin) < effort.WarmUp);

        var samples = new List<Sample>();
        do
        {
            samples.Add(await once().ConfigureAwait(false));
        }
        while (samples.Count < repeats && samples[^1].Figure > enough);

        return new Sample(
            choose(samples.Select(sample => sample.Figure)), samples.Max(sample => sample.Allocated), (int)samples.Average(sample => sample.Collections))
        {
            Notes = samples.SelectMany(sample => sample.Notes).GroupBy(note => note.Key, note => note.Value).ToDictionary(notes => notes.Key, Median),
        };
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

    private static double Median(IEnumerable<double> values) => Interval.Of(values).Median;
}
