using System.Globalization;

namespace ClusterSample;

internal enum Mode
{
    Job,
    Repeat,
    Worker,
    Help,
}

/// <summary>The command line; <see cref="Usage"/> explains it.</summary>
internal sealed record Arguments
{
    /// <summary>For <see cref="Kill"/>.</summary>
    public const int All = int.MaxValue;

    private const int MostWorkers = 32;

    private static readonly string[] s_flags = ["--no-kill", "--tied"];
    private static readonly string[] s_options = ["--path", "--workers", "--kill", "--seed", "--delay", "--repeat"];
    private static readonly string[] s_workerOptions = ["--name", "--join", "--delay"];

    public Mode Mode { get; private init; }

    public string Path { get; private init; } = "";

    public int Workers { get; private init; } = 3;

    /// <summary>How many to kill; 0: nobody; null: one, or as the seed says.</summary>
    public int? Kill { get; private init; }

    public int? Seed { get; private init; }

    /// <summary>Milliseconds that a worker takes for a file besides counting; null: so that the job takes a few seconds.</summary>
    public int? Delay { get; private init; }

    public int Repeat { get; private init; }

    /// <summary>Ends with its standard input.</summary>
    public bool Tied { get; private init; }

    /// <summary>Of a worker.</summary>
    public string? Name { get; private init; }

    /// <summary>Of a worker: where the coordinator listens.</summary>
    public string? Join { get; private init; }

    /// <exception cref="ArgumentsException">They make no sense.</exception>
    public static Arguments Parse(IReadOnlyList<string> args)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?"))
        {
            return new() { Mode = Mode.Help };
        }

        return args is ["worker", ..] ? OfWorker(Split(args.Skip(1), s_workerOptions, [])) : OfJob(Split(args, s_options, s_flags));
    }

    /// <summary>The command line for one of many jobs.</summary>
    public IEnumerable<string> ToJob(int seed)
    {
        string[] always = ["--path", Path, "--workers", $"{Workers}", "--seed", $"{seed}", "--tied"];
        string[] kill = Kill switch { null => [], 0 => ["--no-kill"], All => ["--kill", "all"], var number => ["--kill", $"{number}"] };
        string[] delay = Delay is { } milliseconds ? ["--delay", $"{milliseconds}"] : [];
        return [.. always, .. kill, .. delay];
    }

    private static Arguments OfWorker(Dictionary<string, string> given) => new()
    {
        Mode = Mode.Worker,
        Name = given.GetValueOrDefault("--name") ?? throw new ArgumentsException("A worker needs --name; the coordinator starts it."),
        Join = given.GetValueOrDefault("--join") ?? throw new ArgumentsException("A worker needs --join; the coordinator starts it."),
        Delay = Number(given, "--delay", 0, 10_000),
    };

    private static Arguments OfJob(Dictionary<string, string> given)
    {
        var path = System.IO.Path.GetFullPath(given.GetValueOrDefault("--path") is { Length: > 0 } text ? text : ThisProgram.Repository());
        var arguments = new Arguments
        {
            Mode = given.ContainsKey("--repeat") ? Mode.Repeat : Mode.Job,
            Path = path,
            Workers = Number(given, "--workers", 1, MostWorkers) ?? 3,
            Kill = given.ContainsKey("--no-kill") ? 0 : given.GetValueOrDefault("--kill") == "all" ? All : Number(given, "--kill", 1, MostWorkers, " or \"all\""),
            Seed = Number(given, "--seed", 0, int.MaxValue),
            Delay = Number(given, "--delay", 0, 10_000),
            Repeat = Number(given, "--repeat", 1, 100_000) ?? 1,
            Tied = given.ContainsKey("--tied"),
        };
        return arguments switch
        {
            _ when given.ContainsKey("--kill") && given.ContainsKey("--no-kill") => throw new ArgumentsException("--kill and --no-kill exclude each other."),
            { Kill: not (null or All) } when arguments.Kill > arguments.Workers => throw new ArgumentsException($"--kill {arguments.Kill}: there are only {arguments.Workers} workers."),
            _ when !Directory.Exists(path) => throw new ArgumentsException($"--path: there is no folder {path}."),
            _ => arguments,
        };
    }

    private static Dictionary<string, string> Split(IEnumerable<string> args, string[] options, string[] flags)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        using var arg = args.GetEnumerator();
        while (arg.MoveNext())
        {
            var option = arg.Current;
            if (!options.Contains(option) && !flags.Contains(option))
            {
                throw new ArgumentsException($"\"{option}\" is no option.");
            }

            if (options.Contains(option) && !arg.MoveNext())
            {
                throw new ArgumentsException($"{option} needs a value.");
            }

            if (!given.TryAdd(option, arg.Current))
            {
                throw new ArgumentsException($"{option} is there twice.");
            }
        }

        return given;
    }

    private static int? Number(Dictionary<string, string> given, string option, int least, int most, string otherwise = "")
    {
        if (!given.TryGetValue(option, out var text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentsException($"{option} needs a number from {least} to {most}{otherwise}, not \"{text}\".");
    }
}

/// <summary>The command line makes no sense; the message says why.</summary>
internal sealed class ArgumentsException(string message) : Exception(message);
