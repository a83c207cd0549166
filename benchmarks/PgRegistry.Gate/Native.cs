using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PgRegistry.Gate;

/// <summary>What Linux knows and the runtime does not ask it for. Elsewhere there is a coarser substitute.</summary>
internal static class Native
{
    private const int ClockThreadProcessorTime = 3;

    /// <summary>The processor time of the calling thread: what other threads and programs do in the meantime does not count.</summary>
    public static TimeSpan ThreadTime()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetElapsedTime(0);
        }

        Marshal.ThrowExceptionForHR(clock_gettime(ClockThreadProcessorTime, out var time));
        return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    /// <summary>A wait that is shorter than what Thread.Sleep can do; the kernel adds some 50 microseconds.</summary>
    public static void SleepMicroseconds(uint time)
    {
        if (!OperatingSystem.IsLinux() || usleep(time) != 0)
        {
            Thread.Sleep(1);
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Time time);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int usleep(uint microseconds);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
