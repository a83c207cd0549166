using System.Globalization;
using PgRegistry.Simulation;
using PgRegistry.TestKit.Simulation;

return args switch
{
    ["--seeds", var range] when TryRange(range, out var first, out var last) => RunAll(first, last),
    ["--planted"] => PlantedBugs.FindAll(200),
    ["--planted", var seeds] when int.TryParse(seeds, CultureInfo.InvariantCulture, out var number) && number > 0 => PlantedBugs.FindAll(number),
    ["--seed", var seed] when int.TryParse(seed, CultureInfo.InvariantCulture, out var number) => RunOne(number, isTraced: false),
    ["--seed", var seed, "--trace"] when int.TryParse(seed, CultureInfo.InvariantCulture, out var number) => RunOne(number, isTraced: true),
    _ => Usage(),
};

static bool TryRange(string text, out int first, out int last)
{
    last = 0;
    var parts = text.Split("..");
    return int.TryParse(parts[0], CultureInfo.InvariantCulture, out first) && parts.Length == 2
        && int.TryParse(parts[1], CultureInfo.InvariantCulture, out last) && first >= 0 && first <= last;
}

static int RunAll(int first, int last)
{
    var failed = 0;
    var duringSync = 0L;
    var actions = new SortedDictionary<string, long>(StringComparer.Ordinal);
    for (var seed = first; seed <= last; seed++)
    {
        try
        {
            var report = Simulations.Run(seed);
            duringSync += report.ActionsDuringSync;
            foreach (var (action, count) in report.Actions)
            {
                actions[action] = actions.GetValueOrDefault(action) + count;
            }
        }
        catch (Exception problem)
        {
            failed++;
            Console.WriteLine($"seed {seed}: {problem.Message.Split('\n')[0]}");
        }
    }

    Console.WriteLine($"taken: {string.Join(", ", actions.Select(pair => $"{pair.Key} {pair.Value}"))}; during a sync: {duringSync}");
    Console.WriteLine($"{last - first + 1} seeds, {failed} failed");
    return failed == 0 ? 0 : 1;
}

static int RunOne(int seed, bool isTraced)
{
    try
    {
        var report = Simulations.Run(seed);
        if (isTraced)
        {
            Console.WriteLine(string.Join('\n', report.Trace));
        }

        Console.WriteLine($"seed {seed}: everything holds; digest {report.Digest:x16}");
        return 0;
    }
    catch (SimulationFailedException problem)
    {
        Console.WriteLine(problem.Message);
        return 1;
    }
}

static int Usage()
{
    Console.Error.WriteLine("""
        Simulates clusters on virtual time, each from one seed, and checks the invariants all along.
          --seeds 1..10000        runs many, prints a line for each that fails, and how often each thing was done
          --seed 42 [--trace]     runs one, with all that was done
          --planted [200]         puts in one mistake after the other, and says after how many seeds each is found;
                                  in the configuration that has them: dotnet run -c Planted --project tests/PgRegistry.Simulation -- --planted
        """);
    return 2;
}
