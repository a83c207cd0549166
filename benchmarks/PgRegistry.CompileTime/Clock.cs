using System.Diagnostics;

namespace PgRegistry.CompileTime;

/// <summary>Times work that was prepared before.</summary>
internal static class Clock
{
    public static double Milliseconds(Action work)
    {
        // What was prepared must not be collected on the account of what is measured.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
