namespace ClusterSample;

/// <summary>When and whom to kill.</summary>
/// <param name="AfterFiles">When so many files are finished and somebody has joined,</param>
/// <param name="Milliseconds">and so long after that.</param>
/// <param name="Victims">How many at once; those that there are, if they are fewer.</param>
/// <param name="Random">Draws them; null: the one with the most unfinished files.</param>
internal sealed record KillPlan(int AfterFiles, int Milliseconds, int Victims, Random? Random)
{
    /// <summary>As the arguments want it; null for no kill.</summary>
    public static KillPlan? For(Arguments arguments, int files, int delay)
    {
        if (arguments.Kill == 0)
        {
            return null;
        }

        if (arguments.Seed is not { } seed)
        {
            return new KillPlan(files / 3, 0, Math.Min(arguments.Kill ?? 1, arguments.Workers), null);
        }

        // From the first file to the last tenth, where the others may be done before the kill.
        var random = new Random(seed);
        var afterFiles = random.Next(0, (files * 9 / 10) + 1);
        var milliseconds = random.Next(0, (2 * delay) + 1);
        int[] numbers = [1, Math.Min(2, arguments.Workers), arguments.Workers];
        var drawn = numbers[random.Next(numbers.Length)];
        return new KillPlan(afterFiles, milliseconds, Math.Min(arguments.Kill ?? drawn, arguments.Workers), random);
    }

    /// <summary>Chooses the victims.</summary>
    public IReadOnlyList<WorkerProcess> Choose(IEnumerable<WorkerProcess> workers, Func<WorkerProcess, int> unfinished)
    {
        WorkerProcess[] all = [.. workers.OrderBy(worker => worker.StartedAt)];
        if (Random is null)
        {
            return [.. all.OrderByDescending(unfinished).Take(Victims)];
        }

        Random.Shuffle(all);
        return [.. all.Take(Victims)];
    }
}
