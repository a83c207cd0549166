using PgRegistry.Conformance.Networks;
using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>The nodes of a trace, with their links, their scope and their processes. The network stops the nodes.</summary>
internal sealed class ReplayedCluster<TScope, TKey, TValue>
    where TScope : class, IReplayedScope<TScope, TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    private const string Alone = "alone";
    private const int ProcessesOfLocalTrace = 4;

    private readonly IReplayNetwork _network;
    private readonly IReadOnlyDictionary<string, RegistryNode> _nodes;
    private readonly Dictionary<string, TScope> _scopes = [];
    private readonly Dictionary<string, LocalProcess> _processes = [];
    private readonly Dictionary<Pid, string> _names = [];

    private ReplayedCluster(IReplayNetwork network, IReadOnlyDictionary<string, RegistryNode> nodes)
    {
        _network = network;
        _nodes = nodes;
    }

    public ReplayedListeners<TScope, TKey, TValue> Listeners { get; } = new();

    public static async Task<ReplayedCluster<TScope, TKey, TValue>> StartAsync(Trace trace, IReplayNetwork network)
    {
        string[] names = trace.IsCluster ? ["a", "b", "c"] : [Alone];
        var cluster = new ReplayedCluster<TScope, TKey, TValue>(network, await network.StartAsync(names));
        foreach (var name in names)
        {
            cluster.OpenScope(name);
        }

        for (var i = 0; i < ProcessesOfLocalTrace && !trace.IsCluster; i++)
        {
            cluster.Spawn(Alone);
        }

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

    public void Cut((string One, string Other) nodes) => _network.Cut(nodes.One, nodes.Other);

    public void Restore((string One, string Other) nodes) => _network.Restore(nodes.One, nodes.Other);

    public void OpenScope(string? node)
    {
        var scope = Listeners.OpenScope(_nodes[node ?? Alone]);
        _scopes[node ?? Alone] = scope;
        _network.Opened(scope.Scope);
    }

    public async Task CloseScopeAsync(string? node)
    {
        Listeners.Closing(node ?? Alone);
        await _network.ClosingAsync(node ?? Alone);
        await ScopeAt(node).DisposeAsync();
    }

    /// <summary>Everything that is under way arrives.</summary>
    public Task SettleAsync() => _network.SettleAsync();
}
