using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Tests.Model;

/// <summary>
/// The model and the real nodes side by side. An operation does the same to both; then everything settles, and whatever can be read
/// from the nodes is compared with the model.
/// </summary>
internal sealed partial class World : IDisposable
{
    private const int MostSteps = 20_000;

    private readonly ModelCase _case;
    private readonly ManualTime _time = new();
    private readonly SurpriseLog _log = new(static _ => { });
    private readonly List<RegistryNode> _started = [];
    private List<View?> _views;

    public World(ModelCase modelCase)
    {
        _case = modelCase;
        Network = InMemoryNetwork.StepByStep(modelCase.NetworkSeed);
        Model = new ClusterModel(modelCase.Nodes);
        Nodes = Model.Nodes.ConvertAll(node => new WorldNode(node));
        _views = Model.Views();
    }

    public InMemoryNetwork Network { get; }

    public ClusterModel Model { get; }

    public List<WorldNode> Nodes { get; }

    /// <summary>Nodes keep next to nothing of their logs: who missed something is sent everything, and finds the difference.</summary>
    public bool IsForgetful => _case.IsForgetful;

    public bool IsUnique => _case.Mode == KeyMode.Unique;

    /// <summary>What was done, for the one who looks for the cause of a failure.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>How often each kind of operation found something to do, and other things worth counting.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>What is wrong with the nodes; null when nothing is.</summary>
    public string? Problem { get; set; }

    /// <summary>All nodes start and open the scope.</summary>
    /// <exception cref="ModelDifferenceException">The nodes are not as the model says.</exception>
    public void Begin()
    {
        foreach (var node in Nodes)
        {
            Start(node);
            Open(node);
        }

        Settle("everything starts");
    }

    /// <exception cref="ModelDifferenceException">The nodes are not as the model says.</exception>
    public void Do(Operation operation)
    {
        if (operation.Kind.EndsStandstill && Model.Standstill is not null)
        {
            // Often not yet: what is missed meanwhile is what a standstill is for.
            if (operation.Key > 1)
            {
                return;
            }

            GoOn(isReplaced: operation.Value % 2 == 0);
        }

        // Until it is known what that means here.
        Trace.Add(operation.ToString());
        var done = operation.Kind.Perform(this, operation);
        Trace.RemoveAt(Trace.Count - 1);
        if (done is not null)
        {
            Trace.Add(done);
            Count(operation.Kind.Name);
            Settle(done);
        }
    }

    /// <summary>Reads the monitors that were not read yet.</summary>
    public void End()
    {
        GoOn(isReplaced: true);
        foreach (var node in Nodes)
        {
            foreach (var monitor in node.Monitors)
            {
                monitor.Read(Model.ViewOf(node.Model)!);
            }
        }
    }

    public void Count(string what, int by = 1) => Counts[what] = Counts.GetValueOrDefault(what) + by;

    /// <summary>
    /// The model has changed; monitors have to tell of it. An operation that changes it several times says so after each.
    /// </summary>
    public void ModelChanged(string because)
    {
        var now = Model.Views();
        for (var i = 0; i < Nodes.Count; i++)
        {
            if (_views[i] is { } before && now[i] is { } after && Nodes[i].Monitors.Count > 0)
            {
                var changes = Model.Changes(before, after);
                Nodes[i].Monitors.ForEach(monitor => monitor.Expect(changes, because));
            }
        }

        _views = now;
    }

    public void Start(WorldNode node)
    {
        node.Node = RegistryNode.StartAsync(new RegistryNodeOptions
        {
            Name = node.Name,
            Network = Network,
            TimeProvider = _time,
            LoggerFactory = _log,

            // So small that a few entries take several chunks and slices.
            Tuning = new ScopeSettings { LogBytes = IsForgetful ? 1 : 8 << 20, SyncChunkBytes = 40, SliceEntries = 2 },
        }).GetAwaiter().GetResult();
        _started.Add(node.Node);
        node.Model.Id = node.Node.Id;
    }

    public void Open(WorldNode node)
    {
        node.Scope = IsUnique
            ? new ModelledScope<OwnKeys.Key, OwnKeys.Value>(node.Node!.Open<OwnKeys>().Scope)
            : new ModelledScope<SharedKeys.Key, SharedKeys.Value>(node.Node!.Open<SharedKeys>().Scope);
        node.Model.IsOpen = true;

        // Peers are not known yet, so whoever begins to watch now is told of everything.
        _views[Nodes.IndexOf(node)] = new View([], []);
        if (_case.IsWatched)
        {
            node.Monitors.Add(new WatchedMonitor(node, this, key: null, WatchedMonitor.Enough, isEager: true));
        }
    }

    public void Advance(TimeSpan time) => _time.Advance(time);

    public void Dispose()
    {
        foreach (var node in _started)
        {
            // Off the network first: a graceful stop would let all the others take part.
            Network.Crash(node.Name);
            node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        _log.Dispose();
    }

    /// <summary>Everything that is under way arrives.</summary>
    /// <exception cref="ModelDifferenceException">It never ends.</exception>
    public void Rest()
    {
        for (var steps = 0; Network.Step(); steps++)
        {
            if (steps == MostSteps)
            {
                throw new ModelDifferenceException($"The nodes do not come to rest in {MostSteps} steps.");
            }
        }
    }

    private void Settle(string done)
    {
        Rest();
        Differences.CheckOne($"What links that keep their order never make a node log", null, _log.Surprise);
        Model.Standstill?.Remember();
        ModelChanged(done);
        for (var i = 0; i < Nodes.Count; i++)
        {
            Check(Nodes[i], _views[i]);
            foreach (var monitor in Nodes[i].Monitors.Where(monitor => monitor.IsEager))
            {
                monitor.Read(_views[i]!);
            }

            Nodes[i].Tidy();
        }
    }
}

/// <summary>The nodes are not as the model says.</summary>
internal sealed class ModelDifferenceException(string message) : Exception(message);
