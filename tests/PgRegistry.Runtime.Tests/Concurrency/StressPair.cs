using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Concurrency;

/// <summary>One node, or two on a network that delivers by itself, so that a thread which applies what the peer did writes as well.</summary>
internal sealed class StressPair : IAsyncDisposable
{
    private StressPair(IReadOnlyList<RegistryNode> nodes, IReadOnlyList<Stamped> scopes, InMemoryNetwork network) =>
        (Nodes, Scopes, Network) = (nodes, scopes, network);

    public IReadOnlyList<RegistryNode> Nodes { get; }

    public IReadOnlyList<Stamped> Scopes { get; }

    public InMemoryNetwork Network { get; }

    /// <summary>When it returns, each node is complete at the other one.</summary>
    public static async Task<StressPair> StartAsync(int nodes, Action<RegistryNodeOptions>? configure = null, params IReadOnlyList<Stamped.IListener> listeners)
    {
        var network = new InMemoryNetwork();
        var started = new List<RegistryNode>();
        var scopes = new List<Stamped>();
        for (var i = 0; i < nodes; i++)
        {
            started.Add(await Behaviour.Nodes.StartAsync(((char)('a' + i)).ToString(), network, configure: options =>
            {
                Behaviour.Nodes.WithoutTime(options);
                configure?.Invoke(options);
            }));
            scopes.Add(i < listeners.Count ? started[i].Open<Stamped>(listeners[i]) : started[i].Open<Stamped>());
        }

        var pair = new StressPair(started, scopes, network);
        await pair.MeetAsync();
        return pair;
    }

    /// <summary>Waits until each node has everything that the others have.</summary>
    public async Task MeetAsync()
    {
        for (var i = 0; i < Scopes.Count; i++)
        {
            // Who sees it has been sent to, and so is waited for.
            using (Scopes[i].Register(new Stamped.Key(-1 - i), new(-1, 0)))
            {
                foreach (var other in Scopes)
                {
                    await other.WaitForAsync(new Stamped.Key(-1 - i), Deadline.Token());
                }
            }

            await Scopes[i].ReplicatedAsync(Deadline.Token());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
    }
}
