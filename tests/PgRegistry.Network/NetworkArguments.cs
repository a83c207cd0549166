using System.Globalization;

namespace PgRegistry.Network;

/// <summary>What the command line asks for, besides agents.</summary>
internal sealed record NetworkArguments(bool IsSoak, bool IsShort, bool OnLoopback, double Minutes)
{
    public const string Usage = """
        Tries the registry on a real network, with a process for each node.

          suite [--short] [--loopback]
              Three to five hosts as network namespaces, joined by switches: splits, one-way loss, kill -9, restarts,
              SIGSTOP, a starved thread pool. Each scenario ends with every view compared with its origin. Needs root,
              ip (iproute2) and iptables; without them, or with --loopback, what needs no network of its own is run on
              loopback. --short takes less than a minute.
          soak [--minutes N]
              Four processes on loopback under churn, 10 minutes if it is not said. Every 30 s a line for each; the
              heap has to stay flat and the views have to agree.

        Exit codes: 0 all is well, 1 something is not, 2 bad arguments, 3 not everything could be run (with --short: 0).
        """;

    /// <summary>Null when there is no such command.</summary>
    public static NetworkArguments? Parse(string[] args) => args switch
    {
        ["suite", .. var options] when options.All(static option => option is "--short" or "--loopback") =>
            new(IsSoak: false, options.Contains("--short"), options.Contains("--loopback"), 0),
        ["soak"] => new(IsSoak: true, IsShort: false, OnLoopback: true, 10),
        ["soak", "--minutes", var text] when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 0.5 and <= 10_000 =>
            new(IsSoak: true, IsShort: false, OnLoopback: true, minutes),
        _ => null,
    };
}
