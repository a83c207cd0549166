namespace PgRegistry.Tests.Store;

/// <summary>Runs one writer and some readers side by side; the readers go on until the writer has done all it has to.</summary>
internal static class Beside
{
    /// <param name="write">Throws when it finds something wrong.</param>
    /// <param name="read">One look; called again and again, at least once after the writer has ended. Each reader has a random of its own.</param>
    public static async Task RunAsync(int readers, int seed, Action write, Action<Random> read)
    {
        var isDone = false;
        var ready = new CountdownEvent(readers);
        var tasks = Enumerable.Range(1, readers).Select(number => Task.Factory.StartNew(
            () =>
            {
                var random = new Random((seed * 31) + number);
                ready.Signal();
                while (!Volatile.Read(ref isDone))
                {
                    read(random);
                }

                read(random);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        try
        {
            // Otherwise a quick writer is done before anybody looks.
            ready.Wait(TestContext.Current.CancellationToken);
            write();
        }
        finally
        {
            Volatile.Write(ref isDone, true);
            await Task.WhenAll(tasks);
            ready.Dispose();
        }
    }
}
