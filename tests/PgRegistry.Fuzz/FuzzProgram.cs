using PgRegistry.Fuzz.Targets;

namespace PgRegistry.Fuzz;

/// <summary>Runs targets; <see cref="FuzzArguments"/> says how it is called.</summary>
internal static class FuzzProgram
{
    private const int NothingFound = 0;
    private const int Found = 1;
    private const int NothingDone = 2;

    /// <summary>Any input is done within microseconds; this is for a machine that is very busy.</summary>
    private static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(60);

    public static int Main(string[] args)
    {
        using var watchdog = new Watchdog(TimeProvider.System, LongestInput, hang =>
        {
            // The thread that hangs cannot be ended in any other way.
            Console.WriteLine(hang);
            Environment.Exit(Found);
        });
        return Run(args, Console.Out, Console.Error, watchdog);
    }

    /// <returns>0 when nothing was found, 1 when something was, 2 when there was nothing to do.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors, Watchdog watchdog)
    {
        if (FuzzArguments.Parse(args, out var problem) is not { } arguments)
        {
            (problem.Length == 0 ? output : errors).WriteLine($"{problem}\n{FuzzArguments.Usage}".TrimStart());
            return problem.Length == 0 ? NothingFound : NothingDone;
        }

        try
        {
            return arguments.Targets.Sum(name => Run(name, arguments, output, watchdog)) == 0 ? NothingFound : Found;
        }
        catch (InvalidDataException notForTarget)
        {
            errors.WriteLine($"--replay: {notForTarget.Message}");
            return NothingDone;
        }
    }

    private static int Run(string name, FuzzArguments arguments, TextWriter output, Watchdog watchdog)
    {
        var target = AllTargets.Make(name);
        using var owned = target as IDisposable;
        var run = new FuzzRun(target, output, watchdog);
        return arguments.Replay is { } bytes ? run.Replay(bytes) : run.Run(arguments.Seed, arguments.Inputs);
    }
}
