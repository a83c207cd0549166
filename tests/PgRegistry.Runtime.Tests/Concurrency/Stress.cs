namespace PgRegistry.Tests.Concurrency;

/// <summary>
/// Runs threads against each other, a fixed amount of work for each seed. <c>PGREGISTRY_STRESS=20</c> runs twenty seeds instead of one. The
/// seed decides what each thread does, not how they interleave: a failure that does not come back with it comes back with many.
/// </summary>
internal static class Stress
{
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("PGREGISTRY_STRESS"), out var times) && times > 0 ? times : 1;

    /// <summary>Runs a test once for each seed; what fails says with which one.</summary>
    public static async Task ForEachSeedAsync(Func<int, Task> test)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                await test(seed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} of {Seeds}: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Runs each action on a thread of its own, all at once, each with random numbers of its own; the first failure is thrown.</summary>
    public static async Task TogetherAsync(int seed, params IEnumerable<Action<Random>> actions)
    {
        Action<Random>[] all = [.. actions];
        using var start = new Barrier(all.Length);
        var threads = all.Select((action, index) => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(Deadline.Token());
                action(new Random((seed * 1000) + index));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        await Task.WhenAll(threads).WaitAsync(Deadline.Token());
    }

    /// <summary>Runs readers until the writers are done, each at least once after they are; all on threads of their own.</summary>
    public static async Task BesideAsync(int seed, IReadOnlyList<Action<Random>> writers, IReadOnlyList<Action<Random>> readers)
    {
        var writing = writers.Count;
        await TogetherAsync(
            seed,
            [
                .. writers.Select(write => new Action<Random>(random =>
                {
                    try
                    {
                        write(random);
                    }
                    finally
                    {
                        Interlocked.Decrement(ref writing);
                    }
                })),
                .. readers.Select(read => new Action<Random>(random =>
                {
                    bool isLast;
                    do
                    {
                        isLast = Volatile.Read(ref writing) == 0;
                        read(random);
                    }
                    while (!isLast);
                })),
            ]);
    }
}
