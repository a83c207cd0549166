using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>How the time of some work grows with a size.</summary>
internal static class Growth
{
    /// <summary>The exponent, fitted over some sizes. Sizes take turns, so that all see the same machine; a size's time is its median.</summary>
    /// <param name="effort">How long.</param>
    /// <param name="sizes">Each with work that is done once, and so often as makes a time that can be measured.</param>
    public static Sample Exponent(Effort effort, IReadOnlyList<(double Size, int Calls, Action Work)> sizes)
    {
        Run(effort.WarmUp * 2);
        Clock.Settle();
        var times = Run(effort.Measured * 2);
        var sample = new Sample(PowerLaw.Exponent(sizes.Zip(times, (size, time) => (size.Size, time / size.Calls))));
        foreach (var (size, time) in sizes.Zip(times))
        {
            sample.Notes[FormattableString.Invariant($"µs at {size.Size:#,0}")] = time / size.Calls * 1e6 / Stopwatch.Frequency;
        }

        return sample;

        double[] Run(TimeSpan atLeast)
        {
            var ticks = sizes.Select(_ => new List<double>()).ToArray();
            var begin = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(begin) < atLeast || ticks[0].Count < 9)
            {
                for (var i = 0; i < sizes.Count; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    for (var call = 0; call < sizes[i].Calls; call++)
                    {
                        sizes[i].Work();
                    }

                    ticks[i].Add(Stopwatch.GetTimestamp() - start);
                }
            }

            return Array.ConvertAll(ticks, one => Interval.Of(one).Median);
        }
    }
}
