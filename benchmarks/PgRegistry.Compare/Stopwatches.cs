using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Compare;

/// <summary>Wall time, as on the other side, after the compiler is done.</summary>
internal static class Stopwatches
{
    /// <summary>Every figure is the median of so many, as in <c>benchmarks/peers/measure.exs</c>.</summary>
    public const int Repetitions = 5;

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

    public static double MedianTime(Action work) => Median([.. Enumerable.Range(0, Repetitions).Select(_ => Time(work))]);

    public static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    public static void Line(string name, double nanoseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{nanoseconds:0.0}"));
}
