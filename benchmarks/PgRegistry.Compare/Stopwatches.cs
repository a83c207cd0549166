using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Compare;

/// <summary>Wall time, as on the other side, after the compiler is done.</summary>
internal static class Stopwatches
{
    /// <summary>Covers both steps of tiered compilation, and the runtime's 100 ms of quiet between them.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(700);

    private const int MinWarmUpCalls = 40;

    /// <summary>Repeats work until it is compiled for good. Short work, so that calls are many.</summary>
    public static void Warm(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        for (var calls = 0; calls < MinWarmUpCalls || Stopwatch.GetElapsedTime(start) < WarmUp; calls++)
        {
            work();
        }
    }

    public static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    public static double Median(int count, Func<double> measure) => Median([.. Enumerable.Range(0, count).Select(_ => measure())]);

    public static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    public static void Line(string name, double nanoseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{nanoseconds:0.0}"));
}
