using PgRegistry.Gate;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Scaling;

/// <summary>One node and its peers in this process: every node is linked to every other, on an in-memory network, and the scope is open on all.</summary>
internal sealed class Mesh(int peers, Random random) : IAsyncDisposable
{
    private readonly List<RegistryNode> _nodes = [];

    public int Peers { get; } = peers;

    public InMemoryNetwork Network { get; } = new();

    public List<Workers> Scopes { get; } = [];

    /// <summary>Those that some node is filled with, of all nodes.</summary>
    public List<Workers.Key> Keys { get; } = [];

    /// <summary>The scope on the node that the peers are peers of.</summary>
    public Workers Writer => Scopes[0];

    /// <summary>No heartbeat falls in between.</summary>
    public static RegistryNodeOptions Options(string name, InMemoryNetwork network) =>
        new() { Name = name, Network = network, HeartbeatInterval = TimeSpan.FromMinutes(2), HeartbeatTimeout = TimeSpan.FromMinutes(10) };

    public static async Task<Mesh> StartAsync(int peers, Random random)
    {
        var mesh = new Mesh(peers, random);
        for (var i = 0; i <= peers; i++)
        {
            mesh._nodes.Add(await RegistryNode.StartAsync(Options($"node-{i}", mesh.Network)).ConfigureAwait(false));
            mesh.Scopes.Add(mesh._nodes[i].Open<Workers>());
        }

        return mesh;
    }

    /// <summary>A process of the node that writes.</summary>
    public LocalProcess Spawn() => _nodes[0].Spawn();

    /// <summary>Gives all nodes more entries, until there are so many, each as many as the others as far as that goes.</summary>
    public async Task FillAsync(int count)
    {
        var missing = count - Keys.Count;
        for (var i = 0; i <= Peers; i++)
        {
            var own = Data.Keys((missing * (i + 1) / (Peers + 1)) - (missing * i / (Peers + 1)), random, first: 10_000 + Keys.Count);
            Keys.AddRange(own);
            Fill.Ours(Scopes[i], _nodes[i].Spawn(), own);
        }

        Until(Keys.Count);
        await QuietAsync().ConfigureAwait(false);
    }

    public bool HaveAll(int count) => Scopes.TrueForAll(scope => scope.Count == count);

    /// <summary>Waits until every node has so many entries, and all peers.</summary>
    public void Until(int count) => Wait.Until(() => HaveAll(count) && Scopes.TrueForAll(scope => IsComplete(scope, Peers)));

    /// <summary>Beyond the entries there is more to tell, such as how far they were applied, between all nodes: it is none of what is measured next.</summary>
    public async Task QuietAsync()
    {
        foreach (var scope in Scopes)
        {
            await scope.ReplicatedAsync().ConfigureAwait(false);
        }

        Cost.Settle();
        Cost.WaitUntilIdle();
    }

    /// <summary>Nanoseconds of all nodes from the start of one more until it has everything. It is gone afterwards.</summary>
    public async Task<double> ArriveAsync()
    {
        var start = Cost.ProcessTime();
        var late = await RegistryNode.StartAsync(Options("late", Network)).ConfigureAwait(false);
        var scope = late.Open<Workers>();
        Wait.Until(() => scope.Count == Keys.Count && IsComplete(scope, Peers + 1));
        var nanoseconds = (Cost.ProcessTime() - start).TotalNanoseconds;
        await late.DisposeAsync().ConfigureAwait(false);
        Until(Keys.Count);
        await QuietAsync().ConfigureAwait(false);
        return nanoseconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static bool IsComplete(Workers scope, int peers) => scope.Peers.Count == peers && scope.Peers.All(peer => peer.IsComplete);
}
