using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>How the time of some work grows with a size: the exponent e of time = c · sizeᵉ, fitted over some sizes.</summary>
internal static class Growth
{
    /// <summary>1 is proportional, 0 is constant. Sizes take turns, so that all see the same machine; a size's time is its median.</summary>
    /// <param name="effort">How long.</param>
    /// <param name="sizes">Each with work that is done once, and so often as makes a time that can be measured.</param>
    public static Sample Exponent(Effort effort, IReadOnlyList<(double Size, int Calls, Action Work)> sizes)
    {
        Run(effort.WarmUp * 2);
        Clock.Settle();
        var times = Run(effort.Measured * 2);
        var points = sizes.Zip(times, (size, time) => (X: Math.Log(size.Size), Y: Math.Log(time / size.Calls))).ToArray();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        var exponent = points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
        var sample = new Sample(exponent);
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
