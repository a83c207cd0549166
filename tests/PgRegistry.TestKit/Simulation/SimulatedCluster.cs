using PgRegistry.Replication;

namespace PgRegistry.TestKit.Simulation;

/// <summary>
/// A few nodes on a stepped network and a manual clock, driven by one seed: what users do, what goes wrong, and in which order bytes
/// arrive. After every action the invariants are checked; at rest, that all views agree.
/// </summary>
public sealed partial class SimulatedCluster<TKey, TValue> : IDisposable
    where TKey : notnull
{
    private readonly Random _random;
    private readonly SimulationSettings _settings;
    private readonly Func<RegistryNode, Scope<TKey, TValue>> _open;
    private readonly Func<int, TKey> _key;
    private readonly Func<int, TValue> _value;
    private readonly InMemoryNetwork _network;
    private readonly ManualTime _time = new();
    private readonly SurpriseLog _log = new();
    private readonly List<SimulatedNode<TKey, TValue>> _nodes = [];
    private readonly Dictionary<(NodeId Node, ulong Instance), OriginHistory<TKey, TValue>> _histories = [];
    private readonly HashSet<(int, int)> _cuts = [];
    private readonly List<string> _trace = [];
    private int _version;

    public SimulatedCluster(int seed, SimulationSettings settings, Func<RegistryNode, Scope<TKey, TValue>> open, Func<int, TKey> key, Func<int, TValue> value)
    {
        Seed = seed;
        _settings = settings;
        _open = open;
        _key = key;
        _value = value;
        _random = new Random(seed);
        _network = InMemoryNetwork.StepByStep(seed);
        for (var i = 0; i < settings.Nodes; i++)
        {
            _nodes.Add(new SimulatedNode<TKey, TValue>($"n{i}"));
            Start(_nodes[i]);
            for (var j = 0; j < settings.InitialEntries; j++)
            {
                Join(_nodes[i]);
            }
        }
    }

    public int Seed { get; }

    /// <summary>What was done, for the one who looks for the cause of a failure.</summary>
    public IReadOnlyList<string> Trace => _trace;

    /// <summary>How often each kind of action was taken.</summary>
    public Dictionary<string, int> Actions { get; } = [];

    /// <summary>How many actions met a scope that was being synced.</summary>
    public int ActionsDuringSync { get; private set; }

    /// <summary>Equal for two runs of one seed: every byte that was delivered, in order.</summary>
    public ulong Digest => _network.Digest;

    /// <exception cref="SimulationFailedException">An invariant did not hold.</exception>
    public void Run()
    {
        for (var i = 0; i < _settings.Actions; i++)
        {
            Act();
            Check();
            if (_random.Next(_settings.Actions) == 0)
            {
                Rest();
            }
        }

        Rest();
    }

    public void Dispose() => _log.Dispose();

    private void Start(SimulatedNode<TKey, TValue> node)
    {
        node.Node = RegistryNode.StartAsync(new RegistryNodeOptions
        {
            Name = node.Name,
            Network = _network,
            TimeProvider = _time,
            LoggerFactory = _log,
            Tuning = new ScopeSettings { LogBytes = _settings.LogBytes, SyncChunkBytes = _settings.SyncChunkBytes, SliceEntries = 2 },
        }).GetAwaiter().GetResult();
        OpenScope(node);
    }

    private void OpenScope(SimulatedNode<TKey, TValue> node)
    {
        node.Scope = _open(node.Node!);
        node.History = new OriginHistory<TKey, TValue>($"{node.Name}/{node.Scope.Core.Instance}");
        _histories[(node.Node!.Id, node.Scope.Core.Instance)] = node.History;
        if (_random.Next(2) == 0)
        {
            node.Monitors.Add(new MonitorReplay<TKey, TValue>(node.Scope.MonitorScope()));
        }
    }

    private T? Pick<T>(IReadOnlyList<T> from) => from.Count == 0 ? default : from[_random.Next(from.Count)];

    private bool Note(string action, string detail)
    {
        _trace.Add($"{action} {detail}");
        Actions[action] = Actions.GetValueOrDefault(action) + 1;
        if (_nodes.Exists(node => node.Scope is { } scope && scope.Peers.Any(peer => !peer.IsComplete)))
        {
            ActionsDuringSync++;
        }

        return true;
    }

    private SimulationFailedException Failed(string problem) =>
        new($"seed {Seed}, after {_trace.Count} actions: {problem}\nThe last actions:\n  {string.Join("\n  ", _trace.TakeLast(25))}\n{string.Join("\n", _nodes.Select(Describe))}");

    private static string Describe(SimulatedNode<TKey, TValue> node) =>
        $"{node.Name}: {(node.Node is null ? "down" : $"linked to {string.Join(", ", node.Node.Peers)}")}; "
        + (node.Scope is null ? "closed" : $"peers {string.Join(", ", node.Scope.Peers.Select(peer => $"{peer.Node}{(peer.IsComplete ? "" : " (incomplete)")}"))}");
}

/// <summary>How large a simulation is.</summary>
public sealed record SimulationSettings
{
    public int Nodes { get; init; } = 5;

    public int Actions { get; init; } = 150;

    public int Keys { get; init; } = 6;

    /// <summary>Entries of each node at the start: with many, much happens while they are synced.</summary>
    public int InitialEntries { get; init; }

    /// <summary>So small that cursors fall off the ring.</summary>
    public int LogBytes { get; init; } = 240;

    /// <summary>So small that a sync takes many chunks.</summary>
    public int SyncChunkBytes { get; init; } = 40;

    /// <summary>What happens more often than anything else.</summary>
    public SimulationFocus Focus { get; init; }
}

/// <summary>What a simulation has more of.</summary>
public enum SimulationFocus
{
    None,

    /// <summary>Links stand still while both sides go on.</summary>
    Resyncs,

    /// <summary>Links are lost, and things get lost on them.</summary>
    Losses,

    /// <summary>Scopes are closed and opened while links are replaced.</summary>
    Restarts,
}

/// <summary>An invariant did not hold; the message has the seed and what was done.</summary>
public sealed class SimulationFailedException(string message) : Exception(message);
