using System.Diagnostics;

namespace PgRegistry.Gate;

/// <summary>
/// How far apart two threads are. What one of them writes and the other one reads costs that much; on a virtual machine it is the host that decides,
/// and decides anew while programs run.
/// </summary>
internal static class CacheLine
{
    private const int Trips = 20_000;

    /// <summary>Nanoseconds for a number that goes from one thread to another and back: the median of many.</summary>
    public static double RoundTrip()
    {
        // Alone on its cache lines.
        var numbers = new int[64];
        var ticks = new long[Trips];
        var other = new Thread(() =>
        {
            for (var i = 0; i < Trips; i++)
            {
                Await(ref numbers[32], 1);
                Volatile.Write(ref numbers[32], 0);
            }
        });
        other.Start();
        for (var i = 0; i < Trips; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Volatile.Write(ref numbers[32], 1);
            Await(ref numbers[32], 0);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        other.Join();
        return Clock.Median(ticks) * 1e9 / Stopwatch.Frequency;
    }

    private static void Await(ref int number, int value)
    {
        while (Volatile.Read(ref number) != value)
        {
        }
    }
}
