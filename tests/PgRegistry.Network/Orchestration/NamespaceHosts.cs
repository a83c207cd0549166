using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Network.Orchestration;

/// <summary>
/// Each host is a network namespace; a namespace more has the switches that join them. Nothing is changed in the namespace that this
/// runs in.
/// </summary>
internal sealed class NamespaceHosts : IHosts
{
    private const string Prefix = "pgregistry";

    private readonly int _count;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{Environment.ProcessId}");
    private readonly List<string> _made = [];

    private NamespaceHosts(int count) => _count = count;

    public int Count => _count;

    public INetworkFaults? Faults { get; private set; }

    /// <summary>The namespace of the switches.</summary>
    public string Hub => $"{_name}-hub";

    /// <summary>The namespace of a host.</summary>
    public string NameOf(int host) => string.Create(CultureInfo.InvariantCulture, $"{_name}-{host + 1}");

    public static string IpOf(int host) => string.Create(CultureInfo.InvariantCulture, $"10.79.46.{host + 1}");

    /// <summary>The host's end at the switch.</summary>
    public static string PortOf(int host) => string.Create(CultureInfo.InvariantCulture, $"port{host + 1}");

    /// <exception cref="SuiteException">They cannot be made here; nothing is left of the attempt.</exception>
    public static async Task<NamespaceHosts> MakeAsync(int count)
    {
        var hosts = new NamespaceHosts(count);
        try
        {
            await RemoveLeftoversAsync();
            await hosts.AddAsync(hosts.Hub);
            foreach (var name in NamespaceFaults.Switches)
            {
                await Command.RunAsync("ip", "-n", hosts.Hub, "link", "add", name, "type", "bridge", "forward_delay", "0", "stp_state", "0");
                await Command.RunAsync("ip", "-n", hosts.Hub, "link", "set", name, "up");
            }

            for (var host = 0; host < count; host++)
            {
                await hosts.ConnectAsync(host);
            }

            hosts.Faults = await NamespaceFaults.MakeAsync(hosts);
            return hosts;
        }
        catch
        {
            await hosts.DisposeAsync();
            throw;
        }
    }

    public string AddressOf(int host) => $"{IpOf(host)}:7946";

    public ProcessStartInfo Start(int host, IReadOnlyList<string> arguments) =>
        new("ip", ["netns", "exec", NameOf(host), .. ThisProgram.Command, .. arguments]);

    /// <summary>The links go with their namespaces.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var name in _made)
        {
            await Command.TryAsync("ip", "netns", "delete", name);
        }

        _made.Clear();
    }

    private async Task AddAsync(string name)
    {
        _made.Add(name);
        await Command.RunAsync("ip", "netns", "add", name);
    }

    private async Task ConnectAsync(int host)
    {
        var name = NameOf(host);
        await AddAsync(name);
        await Command.RunAsync("ip", "-n", Hub, "link", "add", PortOf(host), "type", "veth", "peer", "name", "eth0", "netns", name);
        await Command.RunAsync("ip", "-n", Hub, "link", "set", PortOf(host), "master", NamespaceFaults.Switches[0], "up");
        await Command.RunAsync("ip", "-n", name, "address", "add", $"{IpOf(host)}/24", "dev", "eth0");
        await Command.RunAsync("ip", "-n", name, "link", "set", "eth0", "up");
        await Command.RunAsync("ip", "-n", name, "link", "set", "lo", "up");
    }

    /// <summary>Of runs that were killed: the process that their names tell is no more.</summary>
    private static async Task RemoveLeftoversAsync()
    {
        foreach (var line in (await Command.RunAsync("ip", "netns", "list")).Split('\n'))
        {
            var name = line.Split(' ')[0];
            if (name.Split('-') is [Prefix, var id, _] && !Directory.Exists($"/proc/{id}"))
            {
                await Command.TryAsync("ip", "netns", "delete", name);
            }
        }
    }
}
