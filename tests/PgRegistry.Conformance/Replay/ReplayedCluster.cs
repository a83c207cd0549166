using PgRegistry.Conformance.Scopes;
using PgRegistry.TestKit;

namespace PgRegistry.Conformance.Replay;

/// <summary>The nodes of a trace, with their links, their scope and their processes.</summary>
internal sealed class ReplayedCluster<TScope, TKey, TValue> : IAsyncDisposable
    where TScope : class, IRegistryScope<TScope>, IReplayedScope<TKey, TValue>
    where TKey : notnull
{
    private const string Alone = "alone";
    private const int ProcessesOfLocalTrace = 4;

    private readonly InMemoryNetwork? _network;
    private readonly Dictionary<string, RegistryNode> _nodes = [];
    private readonly Dictionary<string, TScope> _scopes = [];
    private readonly Dictionary<string, LocalProcess> _processes = [];
    private readonly Dictionary<Pid, string> _names = [];

    private ReplayedCluster(InMemoryNetwork? network) => _network = network;

    public static async Task<ReplayedCluster<TScope, TKey, TValue>> StartLocalAsync()
    {
        var cluster = new ReplayedCluster<TScope, TKey, TValue>(null);
        await cluster.AddAsync(Alone);
        for (var i = 0; i < ProcessesOfLocalTrace; i++)
        {
            cluster.Spawn(Alone);
        }

        return cluster;
    }

    public static async Task<ReplayedCluster<TScope, TKey, TValue>> StartClusterAsync(int seed)
    {
        var cluster = new ReplayedCluster<TScope, TKey, TValue>(InMemoryNetwork.StepByStep(seed));
        foreach (var name in new[] { "a", "b", "c" })
        {
            await cluster.AddAsync(name);
        }

        cluster.Settle();
        return cluster;
    }

    public TScope ScopeAt(string? node) => _scopes[node ?? Alone];

    public LocalProcess Process(string name) => _processes[name];

    public Pid Pid(string name) => _processes[name].Pid;

    public string NameOf(Pid pid) => _names.GetValueOrDefault(pid) ?? pid.ToString();

    public string Spawn(string? node)
    {
        var process = _nodes[node ?? Alone].Spawn();
        var name = $"p{_processes.Count + 1}";
        _processes.Add(name, process);
        _names.Add(process.Pid, name);
        return name;
    }

    public void Cut((string One, string Other) nodes) => _network!.Cut(nodes.One, nodes.Other);

    public void Restore((string One, string Other) nodes) => _network!.Restore(nodes.One, nodes.Other);

    public void OpenScope(string? node) => _scopes[node ?? Alone] = _nodes[node ?? Alone].Open<TScope>();

    /// <summary>Everything that is under way arrives.</summary>
    public void Settle() => _network?.Run();

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, node) in _nodes)
        {
            // A stop on a network that is driven step by step would wait for somebody to drive it.
            _network?.Crash(name);
            await node.DisposeAsync();
        }
    }

    private async Task AddAsync(string name)
    {
        // The clock stands still, so that no heartbeat falls between two steps.
        _nodes.Add(name, await RegistryNode.StartAsync(new() { Name = name, Network = _network, TimeProvider = new ManualTime() }));
        OpenScope(name);
    }
}
