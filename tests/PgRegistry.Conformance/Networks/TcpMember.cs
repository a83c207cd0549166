using System.Net;
using PgRegistry.Conformance.Scopes;
using PgRegistry.TestKit;

namespace PgRegistry.Conformance.Networks;

/// <summary>A node on TCP that its peers reach through relays only, and what it takes to know when it has settled.</summary>
internal sealed class TcpMember : IAsyncDisposable
{
    private readonly TcpRelay _deadEnd;

    private TcpMember(RegistryNode node, IPEndPoint endpoint, TcpRelay deadEnd)
    {
        _deadEnd = deadEnd;
        Node = node;
        Endpoint = endpoint;
        var links = node.Open<Links>();
        links.Register(node.Spawn(), new(node.Name), new(IsUp: true));
        Links = new ScopeWatch<Links.Key, Links.Value>(links.Scope);
    }

    public RegistryNode Node { get; }

    /// <summary>Where it listens, which only relays are to know.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Sees the nodes that this one is linked to.</summary>
    public IScopeWatch Links { get; }

    /// <summary>The scope that is replayed; null while it is closed.</summary>
    public IScopeWatch? Scope { get; set; }

    public static async Task<TcpMember> StartAsync(string name, IEnumerable<string> seeds)
    {
        // Nodes tell their peers where to dial them, and those tell others; what they tell must not lead past the relays.
        var deadEnd = new TcpRelay(target: null);
        var options = new RegistryNodeOptions
        {
            Name = name,
            Advertise = deadEnd.Address,
            Seeds = [.. seeds],

            // A lost link is to show by its end, and nothing by a machine that is slow.
            HeartbeatInterval = TimeSpan.FromMinutes(10),
            HeartbeatTimeout = TimeSpan.FromHours(1),
            ConnectTimeout = TimeSpan.FromMinutes(1),
            MaxRedialDelay = TimeSpan.FromMilliseconds(10),
        };
        try
        {
            // A node that advertises another address does not say which port it was given, so one is chosen for it.
            options.Listen = FreePort.NextAddress();
            return new TcpMember(await RegistryNode.StartAsync(options), IPEndPoint.Parse(options.Listen), deadEnd);
        }
        catch
        {
            await deadEnd.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Links.DisposeAsync();
        if (Scope is not null)
        {
            await Scope.DisposeAsync();
        }

        await _deadEnd.DisposeAsync();
    }
}
