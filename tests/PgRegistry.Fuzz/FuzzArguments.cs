using System.Globalization;
using PgRegistry.Fuzz.Targets;

namespace PgRegistry.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record FuzzArguments(IReadOnlyList<string> Targets, long Inputs, int Seed, byte[]? Replay)
{
    private const long FewInputs = 20_000;

    public static readonly string Usage = $"""
        Feeds damaged and invented bytes to all that takes in bytes of others, and checks that nothing but a refusal comes of it.
          [--target NAME …] [--inputs N] [--seed N] [--replay FILE|HEX]
          --target   {string.Join(", ", AllTargets.Names)}; none: all
          --inputs   how many inputs each target is given at least; {FewInputs} if it is not said
          --seed     the number of the first sample; each has the next one, and may hold several inputs; 1 if it is not said
          --replay   runs the bytes of a finding, in hexadecimal or from a file that holds them so; takes one --target
        Exit codes: 0 nothing was found, 1 something was, 2 there was nothing to do.
        """;

    /// <summary>Null, and what is wrong, when it asks for something that there is not; nothing is wrong when it asks for help.</summary>
    public static FuzzArguments? Parse(IReadOnlyList<string> args, out string problem)
    {
        var targets = new List<string>();
        var inputs = FewInputs;
        var seed = 1;
        byte[]? replay = null;
        problem = "";
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "--help" or "-h" or "-?")
            {
                return null;
            }

            var value = i + 1 < args.Count ? args[i + 1] : null;
            problem = (args[i], value) switch
            {
                ("--target" or "--inputs" or "--seed" or "--replay", null) => $"{args[i]} needs a value behind it.",
                ("--target", _) => AllTargets.Names.Contains(value) ? "" : $"There is no target \"{value}\". There are: {string.Join(", ", AllTargets.Names)}.",
                ("--inputs", _) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out inputs) && inputs > 0 ? "" : $"--inputs: \"{value}\" is no number of at least 1.",
                ("--seed", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed) ? "" : $"--seed: \"{value}\" is no number from 0 to {int.MaxValue}.",
                ("--replay", _) => BytesOf(value!, out replay),
                _ => $"There is no option {args[i]}.",
            };
            if (problem.Length > 0)
            {
                return null;
            }

            if (args[i++] == "--target")
            {
                targets.Add(value!);
            }
        }

        if (replay is not null && targets.Count != 1)
        {
            problem = "--replay needs the one --target that the bytes are for.";
            return null;
        }

        return new FuzzArguments(targets.Count > 0 ? targets : AllTargets.Names, inputs, seed, replay);
    }

    private static string BytesOf(string value, out byte[]? bytes)
    {
        bytes = null;
        try
        {
            var text = File.Exists(value) ? File.ReadAllText(value).Trim() : value;
            bytes = Convert.FromHexString(text);
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"--replay: {e.Message}";
        }
        catch (FormatException)
        {
            return $"--replay: {(File.Exists(value) ? $"the file {value} does not hold hexadecimal digits" : "there is no such file, and these are no hexadecimal digits")}.";
        }
    }
}
