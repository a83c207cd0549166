using System.Globalization;

namespace PgRegistry.Network.Orchestration;

/// <summary>Ports are moved between switches and taken down; packets are dropped by iptables and delayed by tc.</summary>
internal sealed class NamespaceFaults : INetworkFaults
{
    private readonly NamespaceHosts _hosts;

    private NamespaceFaults(NamespaceHosts hosts) => _hosts = hosts;

    /// <summary>All are at the first, but in a split.</summary>
    public static IReadOnlyList<string> Switches { get; } = ["switch1", "switch2"];

    public string? NoDelay { get; private set; }

    public string? NoLoss { get; private set; }

    /// <exception cref="SuiteException">Packets cannot be dropped here.</exception>
    public static async Task<INetworkFaults> MakeAsync(NamespaceHosts hosts)
    {
        var faults = new NamespaceFaults(hosts);
        await faults.DeafenAsync(0, 1);
        faults.NoLoss = await Command.TryAsync("ip", faults.InHost(0, ["iptables", "-A", "INPUT", .. Lose(0.5)]));
        faults.NoDelay = await Command.TryAsync("tc", "-n", hosts.NameOf(0), "qdisc", "add", "dev", "eth0", "root", "netem", "delay", "1ms");
        await faults.HealAsync();
        return faults;
    }

    public async Task SplitAsync(IEnumerable<int> hosts)
    {
        foreach (var host in hosts)
        {
            await AtPortAsync(host, "master", Switches[1]);
        }
    }

    public Task UnplugAsync(int host) => AtPortAsync(host, "down");

    public Task PlugAsync(int host) => AtPortAsync(host, "up");

    public Task DeafenAsync(int listener, int speaker) =>
        Command.RunAsync("ip", InHost(listener, "iptables", "-A", "INPUT", "-s", NamespaceHosts.IpOf(speaker), "-j", "DROP"));

    public Task HideResetsAsync(int host) =>
        Command.RunAsync("ip", InHost(host, "iptables", "-A", "OUTPUT", "-p", "tcp", "--tcp-flags", "RST", "RST", "-j", "DROP"));

    public async Task LoseAsync(double share)
    {
        for (var host = 0; host < _hosts.Count; host++)
        {
            await Command.RunAsync("ip", InHost(host, ["iptables", "-A", "INPUT", .. Lose(share)]));
        }
    }

    public async Task DelayAsync(TimeSpan delay, TimeSpan jitter)
    {
        for (var host = 0; host < _hosts.Count; host++)
        {
            await Command.RunAsync("tc", "-n", _hosts.NameOf(host), "qdisc", "replace", "dev", "eth0", "root", "netem", "delay", Milliseconds(delay), Milliseconds(jitter));
        }
    }

    public Task HealAsync() => Task.WhenAll(Enumerable.Range(0, _hosts.Count).Select(HealAsync));

    private static string[] Lose(double share) =>
        ["-m", "statistic", "--mode", "random", "--probability", share.ToString(CultureInfo.InvariantCulture), "-j", "DROP"];

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds}ms");

    private async Task HealAsync(int host)
    {
        await Command.RunAsync("ip", InHost(host, "iptables", "-F"));
        await AtPortAsync(host, "master", Switches[0], "up");
        if (NoDelay is null)
        {
            // There may be none, which is as well.
            await Command.TryAsync("tc", "-n", _hosts.NameOf(host), "qdisc", "del", "dev", "eth0", "root");
        }
    }

    private string[] InHost(int host, params string[] command) => ["netns", "exec", _hosts.NameOf(host), .. command];

    private Task<string> AtPortAsync(int host, params string[] change) =>
        Command.RunAsync("ip", ["-n", _hosts.Hub, "link", "set", NamespaceHosts.PortOf(host), .. change]);
}
