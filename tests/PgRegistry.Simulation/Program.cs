using System.Globalization;
using PgRegistry.Simulation;
using PgRegistry.TestKit.Simulation;

return args switch
{
    ["--seeds", var range] when TryRange(range, out var first, out var last) => RunAll(first, last),
    ["--planted"] => PlantedBugs.FindAll(200),
    ["--planted", var seeds] when int.TryParse(seeds, CultureInfo.InvariantCulture, out var number) && number > 0 => PlantedBugs.FindAll(number),
    ["--planted", var seeds, var name] when int.TryParse(seeds, CultureInfo.InvariantCulture, out var number) && number > 0 => PlantedBugs.Find(number, name),
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
    var gate = new Lock();
    var failed = 0;
    var counts = new SimulationCounts();
    var next = first - 1;

    // Threads of their own: on the pool they would keep out the continuations that a seed waits for at rest.
    var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
    {
        while (Interlocked.Increment(ref next) is var seed && seed <= last)
        {
            Run(seed);
        }
    })).ToList();
    threads.ForEach(thread => thread.Start());
    threads.ForEach(thread => thread.Join());
    Print(counts);
    Console.WriteLine($"{last - first + 1} seeds, {failed} failed");
    return failed == 0 ? 0 : 1;

    void Run(int seed)
    {
        try
        {
            var report = Simulations.Run(seed);
            lock (gate)
            {
                counts.Add(report.Counts);
            }
        }
        catch (Exception problem)
        {
            lock (gate)
            {
                failed++;
                Console.WriteLine($"seed {seed}: {problem.Message.Split('\n')[0]}");
            }
        }
    }
}

static void Print(SimulationCounts counts)
{
    Console.WriteLine($"{"fault",-28}{"how often",12}{"during a sync",16}");
    foreach (var (fault, (count, duringSync)) in counts.Faults)
    {
        Console.WriteLine($"{fault,-28}{count,12:N0}{duringSync,16:N0}");
    }

    Console.WriteLine($"Done besides: {string.Join(", ", counts.Actions.Select(pair => $"{pair.Key} {pair.Value:N0}"))}.");
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
          --planted [200 [NAME]]  puts in one mistake after the other, and says after how many seeds each is found;
                                  in the configuration that has them: dotnet run -c Planted --project tests/PgRegistry.Simulation -- --planted
        """);
    return 2;
}
