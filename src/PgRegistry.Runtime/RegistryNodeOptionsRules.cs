using System.Net;
using PgRegistry.Cluster;

namespace PgRegistry;

/// <summary>The rules for options, the same for code and configuration.</summary>
internal static class RegistryNodeOptionsRules
{
    public static IReadOnlyList<string> Check(RegistryNodeOptions options)
    {
        var problems = new List<string>();
        Add(problems, NodeId.ProblemWith(options.Name) is { } name ? $"Name: {name}" : null);
        Add(problems, string.IsNullOrWhiteSpace(options.Cluster) || options.Cluster.Length > 200 ? "Cluster: a cluster needs a name of at most 200 characters." : null);
        Add(problems, options.Cookie is { Length: 0 } ? "Cookie: an empty cookie protects nothing; leave it out or set a secret." : null);
        CheckAddresses(options, problems);
        problems.AddRange(RegistryTlsOptionsRules.Check(options));
        CheckTimes(options, problems);
        AtLeast(problems, nameof(options.MaxKeyBytes), options.MaxKeyBytes, 16, 1 << 20);
        AtLeast(problems, nameof(options.MaxValueBytes), options.MaxValueBytes, 16, 16 << 20);
        AtLeast(problems, nameof(options.MaxMessageBytes), options.MaxMessageBytes, 16, 16 << 20);
        AtLeast(problems, nameof(options.LogBytes), options.LogBytes, 64 << 10, 1 << 30);
        AtLeast(problems, nameof(options.MaxQueuedMessageBytes), options.MaxQueuedMessageBytes, Math.Min(options.MaxMessageBytes, 16 << 20) + 1024, 1 << 30);
        Add(problems, options.MaxRetainedEntries < 0 ? $"MaxRetainedEntries: {options.MaxRetainedEntries} is less than 0." : null);
        Add(problems, options.ListenerCapacity < 1 ? $"ListenerCapacity: {options.ListenerCapacity} is not at least 1." : null);
        Add(problems, options.TimeProvider is null ? "TimeProvider: null; leave it as it is for the system's clock." : null);
        return problems;
    }

    private static void CheckAddresses(RegistryNodeOptions options, List<string> problems)
    {
        if (options.Network is not null)
        {
            Add(problems, options.Listen is not null || options.Seeds is { Count: > 0 } ? "Network: a node on an in-memory network takes neither Listen nor Seeds." : null);
            return;
        }

        if (options.Listen is not null)
        {
            if (!IPEndPoint.TryParse(options.Listen, out var endpoint) || !options.Listen.Contains(':'))
            {
                problems.Add($"Listen: \"{options.Listen}\" is no address and port; write for example 127.0.0.1:7946, 0.0.0.0:7946 or [::]:7946.");
            }
            else if (!IPAddress.IsLoopback(endpoint.Address) && options.Cookie is null)
            {
                Add(problems, RegistryTlsOptionsRules.ProblemWithoutCookie(options));
            }
        }

        Add(problems, options.Advertise is not null && !HostAndPort.TryParse(options.Advertise, out _) ? $"Advertise: \"{options.Advertise}\" is no host and port, such as web-1.internal:7946." : null);
        Add(problems, options.Advertise is not null && options.Listen is null ? "Advertise: there is nothing to advertise without Listen." : null);
        if (options.Seeds is null)
        {
            problems.Add("Seeds: null; leave the list empty for none.");
            return;
        }

        foreach (var seed in options.Seeds)
        {
            Add(problems, !HostAndPort.TryParse(seed, out _) ? $"Seeds: \"{seed}\" is no host and port, such as registry.internal:7946." : null);
        }
    }

    private static void CheckTimes(RegistryNodeOptions options, List<string> problems)
    {
        Between(problems, nameof(options.HeartbeatInterval), options.HeartbeatInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        Between(problems, nameof(options.HeartbeatTimeout), options.HeartbeatTimeout, TimeSpan.FromTicks(Math.Min(options.HeartbeatInterval.Ticks, TimeSpan.FromMinutes(10).Ticks) * 2), TimeSpan.FromHours(1));
        Between(problems, nameof(options.DrainTimeout), options.DrainTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        Between(problems, nameof(options.RetentionTime), options.RetentionTime, TimeSpan.Zero, TimeSpan.FromDays(1));
        Between(problems, nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Between(problems, nameof(options.MaxRedialDelay), options.MaxRedialDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
    }

    private static void Between(List<string> problems, string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        Add(problems, value < least || value > most ? $"{name}: {value} is not between {least} and {most}." : null);

    private static void AtLeast(List<string> problems, string name, int value, int least, int most) =>
        Add(problems, value < least || value > most ? $"{name}: {value} is not between {least} and {most} bytes." : null);

    private static void Add(List<string> problems, string? problem)
    {
        if (problem is not null)
        {
            problems.Add(problem);
        }
    }
}
