using System.Diagnostics;

namespace PgRegistry.Network.Agents;

/// <summary>Takes every thread of the pool for a while, and keeps the pool from making more.</summary>
internal static class Starvation
{
    /// <summary>Blocks the calling thread for that long.</summary>
    /// <returns>Whether the pool did nothing else all the while.</returns>
    public static bool Run(TimeSpan length)
    {
        ThreadPool.GetMinThreads(out var least, out _);
        ThreadPool.GetMaxThreads(out var workers, out var ports);
        ThreadPool.SetMaxThreads(least, ports);
        var blockers = ThreadPool.ThreadCount + least + 64;
        using var release = new ManualResetEvent(initialState: false);
        var started = new CountdownEvent(blockers);
        var ended = new CountdownEvent(blockers);
        var areTaken = new ManualResetEvent(initialState: false);
        var wasServed = 0;
        for (var i = 0; i < blockers; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    started.Signal();
                    if (blockers - started.CurrentCount >= least)
                    {
                        areTaken.Set();
                    }

                    release.WaitOne();
                    ended.Signal();
                },
                null);
        }

        areTaken.WaitOne();
        ThreadPool.UnsafeQueueUserWorkItem(_ => Interlocked.Exchange(ref wasServed, 1), null);
        var began = Stopwatch.GetTimestamp();
        while (length - Stopwatch.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
        {
            release.WaitOne(rest);
        }

        var isStarved = Volatile.Read(ref wasServed) == 0;
        ThreadPool.SetMaxThreads(workers, ports);
        release.Set();
        ended.Wait();
        return isStarved;
    }
}
