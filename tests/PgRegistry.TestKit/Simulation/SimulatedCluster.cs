using PgRegistry.Replication;

namespace PgRegistry.TestKit.Simulation;

/// <summary>
/// A few nodes on a stepped network and a manual clock, driven by one seed: what users do, what goes wrong, and in which order bytes
/// arrive. After every action the invariants are checked; at rest, that all views agree.
/// </summary>
public sealed partial class SimulatedCluster<TKey, TValue> : IDisposable
    where TKey : notnull
{
    private const int MaxMessageBytes = 64;

    private readonly Random _random;
    private readonly SimulationSettings _settings;
    private readonly SimulatedKind<TKey, TValue> _kind;
    private readonly InMemoryNetwork _network;
    private readonly ManualTime _time = new();
    private readonly SurpriseLog _log;
    private readonly List<SimulatedNode<TKey, TValue>> _nodes = [];
    private readonly Dictionary<(NodeId Node, ulong Instance), OriginHistory<TKey, TValue>> _histories = [];
    private readonly HashSet<(int, int)> _cuts = [];
    private readonly List<string> _trace = [];
    private int _version;
    private Happened _happened;
    private int _upsets;

    public SimulatedCluster(int seed, SimulationSettings settings, SimulatedKind<TKey, TValue> kind)
    {
        Seed = seed;
        _settings = settings;
        _kind = kind;
        _log = new SurpriseLog(text => _trace.Add($"    {text}"));
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

    /// <summary>How often each thing was done, or happened.</summary>
    public SimulationCounts Counts { get; } = new();

    /// <summary>Equal for two runs of one seed: every byte that was delivered, in order.</summary>
    public ulong Digest => _network.Digest;

    /// <exception cref="SimulationFailedException">An invariant did not hold.</exception>
    public void Run()
    {
        for (var i = 0; i < _settings.Actions; i++)
        {
            EndWhatIsOver(i);
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
            Versions = node.Versions,
            MaxMessageBytes = MaxMessageBytes,
            MaxQueuedMessageBytes = MaxMessageBytes + 1024,
            Tuning = new ScopeSettings { LogBytes = _settings.LogBytes, SyncChunkBytes = _settings.SyncChunkBytes, SliceEntries = 2 },
        }).GetAwaiter().GetResult();
        OpenScope(node);
    }

    private void OpenScope(SimulatedNode<TKey, TValue> node)
    {
        var opened = _kind.Open(node.Node!);
        node.Scope = opened.Scope;
        node.Opened = opened;
        node.History = new OriginHistory<TKey, TValue>($"{node.Name}/{node.Scope.Core.Instance}");
        _histories[(node.Node!.Id, node.Scope.Core.Instance)] = node.History;
        if (_random.Next(2) == 0)
        {
            node.Monitors.Add(new MonitorReplay<TKey, TValue>(node.Scope.MonitorScope()));
        }
    }

    private T? Pick<T>(IReadOnlyList<T> from) => from.Count == 0 ? default : from[_random.Next(from.Count)];

    /// <summary>Something that users do.</summary>
    private void Note(string action, string detail)
    {
        _trace.Add($"{action} {detail}");
        Counts.Action(action);
    }

    /// <summary>Something that goes wrong, with these nodes.</summary>
    private void Fault(string fault, string detail, params SimulatedNode<TKey, TValue>[] nodes)
    {
        _trace.Add($"{fault} {detail}");
        Counts.Fault(fault, IsSyncing(nodes));
        _upsets++;
    }

    /// <summary>What happens by itself while bytes arrive and time passes.</summary>
    private void Watch(Action action)
    {
        var isSyncing = IsSyncing([.. _nodes.Take(FewNodes)]);
        action();
        var seen = new Happened(_network.Counts.Overtakings, _network.Counts.Duplicates, _network.Counts.StaleLinkDowns, _log.Replaced, _log.NamesRefused, _log.Lost);
        Add("reordering between links", seen.Overtakings - _happened.Overtakings);
        Add("duplicate connection", seen.Duplicates - _happened.Duplicates);
        Add("stale link-down", seen.StaleLinkDowns - _happened.StaleLinkDowns);
        Add("replaced link", seen.Replaced - _happened.Replaced);
        Add("name refused", seen.NamesRefused - _happened.NamesRefused);
        _upsets += seen.Replaced + seen.Lost > _happened.Replaced + _happened.Lost ? 1 : 0;
        _happened = seen;

        void Add(string fault, long count)
        {
            if (count > 0)
            {
                Counts.Fault(fault, isSyncing, count);
            }
        }
    }

    /// <summary>Whether one of these has a peer that it has not everything of, or is such a peer.</summary>
    private bool IsSyncing(SimulatedNode<TKey, TValue>[] nodes) => Array.Exists(nodes, node =>
        node.Scope is { } scope
        && (scope.Peers.Any(peer => !peer.IsComplete)
            || _nodes.Exists(other => other != node && other.Scope is { } there && there.Peers.Any(peer => peer.Node == node.Node!.Id && !peer.IsComplete))));

    private SimulationFailedException Failed(string problem) =>
        new($"seed {Seed}, after {_trace.Count} actions: {problem}\nThe last actions:\n  {string.Join("\n  ", _trace.TakeLast(25))}\n{string.Join("\n", _nodes.Select(Describe))}");

    private static string Describe(SimulatedNode<TKey, TValue> node) =>
        $"{node.Name}: {(node.Node is null ? "down" : $"linked to {string.Join(", ", node.Node.Peers)}")}; "
        + (node.Scope is null ? "closed" : $"peers {string.Join(", ", node.Scope.Peers.Select(peer => $"{peer.Node}{(peer.IsComplete ? "" : " (incomplete)")}"))}");

    private readonly record struct Happened(long Overtakings, long Duplicates, long StaleLinkDowns, long Replaced, long NamesRefused, long Lost);
}
