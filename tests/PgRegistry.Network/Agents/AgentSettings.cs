using System.Globalization;

namespace PgRegistry.Network.Agents;

/// <summary>One node of the cluster, as it is told on the command line of its process.</summary>
internal sealed record AgentSettings(string Name, string Listen, IReadOnlyList<string> Seeds, TimeSpan Interval, TimeSpan Timeout, int Entries, int LogBytes)
{
    /// <summary>The cookie travels here, since everybody may read a command line.</summary>
    public const string CookieVariable = "PGREGISTRY_NETWORK_COOKIE";

    public IReadOnlyList<string> ToArguments() =>
        ["agent", Name, Listen, string.Join(',', Seeds), Milliseconds(Interval), Milliseconds(Timeout), Number(Entries), Number(LogBytes)];

    /// <summary>Null when these are not the arguments that <see cref="ToArguments"/> makes.</summary>
    public static AgentSettings? Parse(IReadOnlyList<string> arguments) =>
        arguments is ["agent", var name, var listen, var seeds, var interval, var timeout, var entries, var logBytes]
        && int.TryParse(interval, NumberStyles.None, CultureInfo.InvariantCulture, out var every)
        && int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
        && int.TryParse(entries, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && int.TryParse(logBytes, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new AgentSettings(name, listen, seeds.Split(','), TimeSpan.FromMilliseconds(every), TimeSpan.FromMilliseconds(after), count, bytes)
            : null;

    public RegistryNodeOptions ToOptions(AgentOutput output) => new()
    {
        Name = Name,
        Cluster = "network-suite",
        Cookie = Environment.GetEnvironmentVariable(CookieVariable),
        Listen = Listen,
        Seeds = [.. Seeds],
        HeartbeatInterval = Interval,
        HeartbeatTimeout = Timeout,
        LogBytes = LogBytes,

        // How long a heal takes is bounded by these two.
        ConnectTimeout = Timeout,
        MaxRedialDelay = TimeSpan.FromSeconds(1),
        LoggerFactory = output,
    };

    private static string Milliseconds(TimeSpan time) => Number((int)time.TotalMilliseconds);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
