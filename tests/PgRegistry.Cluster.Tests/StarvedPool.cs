namespace PgRegistry.Tests;

/// <summary>A thread pool that has no free thread. Tests that use it run beside nothing else.</summary>
internal static class StarvedPool
{
    private const int Blocked = 200;

    /// <summary>Does something on a thread of its own; true when the pool had no free thread all the while.</summary>
    public static Task<bool> RunAsync(Action action)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(Run(action));
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        thread.Start();
        return done.Task;
    }

    private static bool Run(Action action)
    {
        using var release = new ManualResetEvent(initialState: false);
        using var released = new CountdownEvent(Blocked);
        var wasServed = 0;
        for (var i = 0; i < Blocked; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                release.WaitOne();
                released.Signal();
            }, null);
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => Interlocked.Exchange(ref wasServed, 1), null);
        try
        {
            action();
            return Volatile.Read(ref wasServed) == 0;
        }
        finally
        {
            release.Set();
            released.Wait(TimeSpan.FromSeconds(30));
        }
    }
}
