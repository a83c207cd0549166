using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance;

/// <summary>What the command line asks for.</summary>
internal sealed record ReplayArguments(bool IsTcp, IReadOnlyList<string> Files)
{
    public const string Usage = """
        Replays recordings, and says where the library does something else than was recorded.
          [--tcp] [FILE.jsonl …]
          --tcp    traces of several nodes run on loopback sockets; without it, on a network within this process
          FILE     recordings, a trace a line; none: those that come with this program
        Exit codes: 0 no difference, 1 differences, 2 nothing was compared.
        """;

    /// <summary>Null, and what is wrong, when it asks for something that there is not.</summary>
    public static ReplayArguments? Parse(IReadOnlyList<string> args, out string problem)
    {
        var isTcp = false;
        var files = new List<string>();
        problem = "";
        foreach (var arg in args)
        {
            if (arg == "--tcp")
            {
                isTcp = true;
            }
            else if (arg is "--help" or "-h" or "-?")
            {
                return null;
            }
            else if (arg.StartsWith('-'))
            {
                problem = $"There is no option {arg}.";
                return null;
            }
            else
            {
                files.Add(arg);
            }
        }

        return new ReplayArguments(isTcp, files.Count > 0 ? files : Trace.OwnFiles);
    }
}
