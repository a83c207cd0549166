using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Simulation;

/// <summary>Whether the simulation finds what it is there to find.</summary>
internal static class PlantedBugs
{
    /// <returns>0 when each mistake was found within so many seeds, 1 when one was not, 2 when this build has none.</returns>
    public static int FindAll(int seeds) => Find(seeds, static _ => true);

    /// <inheritdoc cref="FindAll"/>
    public static int Find(int seeds, string name) => Find(seeds, candidate => candidate == name);

    private static int Find(int seeds, Func<string, bool> isAskedFor)
    {
#if PGREGISTRY_PLANTED
        if (FirstFailure(PlantedBug.None, seeds) is { } failure)
        {
            Console.WriteLine($"Without any mistake {failure}");
            return 1;
        }

        var bugs = Enum.GetValues<PlantedBug>().Where(bug => bug != PlantedBug.None && isAskedFor(bug.ToString())).ToList();
        if (bugs.Count == 0)
        {
            Console.Error.WriteLine($"There is no such mistake; there are {string.Join(", ", Enum.GetNames<PlantedBug>().Skip(1))}.");
            return 2;
        }

        var missed = bugs.Count(bug => !IsFound(bug, seeds));
        Console.WriteLine($"{bugs.Count} planted, {bugs.Count - missed} found within {seeds} seeds each");
        return missed == 0 ? 0 : 1;
#else
        _ = isAskedFor;
        Console.Error.WriteLine($"This build has no planted mistakes to look for in {seeds} seeds; run it with -c Planted.");
        return 2;
#endif
    }

#if PGREGISTRY_PLANTED
    private static bool IsFound(PlantedBug bug, int seeds)
    {
        var found = FirstFailure(bug, seeds);
        Console.WriteLine($"{bug,-24} {found ?? $"NOT FOUND in {seeds} seeds"}");
        return found is not null;
    }

    private static string? FirstFailure(PlantedBug bug, int seeds)
    {
        Planted.Active = bug;
        try
        {
            for (var seed = 1; seed <= seeds; seed++)
            {
                try
                {
                    Simulations.Run(seed);
                }
                catch (Exception problem)
                {
                    return $"found after {seed,3} seeds: {problem.Message.Split('\n')[0]}";
                }
            }

            return null;
        }
        finally
        {
            Planted.Active = PlantedBug.None;
        }
    }
#endif
}
