using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PgRegistry.Gate;

/// <summary>What Linux knows and the runtime does not ask it for. Elsewhere there is a coarser substitute.</summary>
internal static class Native
{
    private const int ClockThreadProcessorTime = 3;
    private const int UsageOfThread = 1;

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

    /// <summary>How often the processor was taken from the calling thread that would have gone on; 0 where that is not known.</summary>
    public static long ThreadInterruptions()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        Marshal.ThrowExceptionForHR(getrusage(UsageOfThread, out var usage));
        return usage.Interruptions;
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
    private static extern int getrusage(int who, out Usage usage);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int usleep(uint microseconds);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }

    /// <summary>Two times of two words each and fourteen counters, of which the last is wanted.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private readonly struct Usage
    {
        [FieldOffset(136)]
        public readonly long Interruptions;
    }
}
