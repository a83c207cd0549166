using PgRegistry.Gate;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Scaling;

/// <summary>
/// Costs are processor time, of the calling thread where it does all of the work, else of the process with all nodes in it. So what
/// other programs do counts little.
/// </summary>
internal static class Cost
{
    public static TimeSpan ProcessTime() => Environment.CpuUsage.TotalTime;

    /// <summary>
    /// Nanoseconds of this thread. What the clock takes, which is much where the work is a few operations, is measured each time by looking at
    /// it twice, and taken off.
    /// </summary>
    public static double OfThread(Action work)
    {
        var early = Native.ThreadTime();
        var start = Native.ThreadTime();
        work();
        return (Native.ThreadTime() - start - (start - early)).TotalNanoseconds;
    }

    /// <summary>
    /// Nanoseconds of the whole process, until what follows from the work is done as well; with those of looking whether it is, a thousand times a
    /// second.
    /// </summary>
    public static double OfProcess(Action work, Func<bool> isDone)
    {
        var start = ProcessTime();
        work();
        Wait.Until(isDone);
        return (ProcessTime() - start).TotalNanoseconds;
    }

    /// <summary>What was left behind so far is collected before time counts.</summary>
    public static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    /// <summary>Waits until this process does nothing for a moment.</summary>
    public static void WaitUntilIdle()
    {
        var moment = TimeSpan.FromMilliseconds(20);
        var start = ProcessTime();
        Thread.Sleep(moment);
        for (var looks = 0; ProcessTime() - start > moment / 20 && looks < 100; looks++)
        {
            start = ProcessTime();
            Thread.Sleep(moment);
        }
    }

    public static void Check(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException("The work does not do what it should.");
        }
    }
}
