using PgRegistry.TestKit.Simulation;
using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Nodes "a", "b", … on a network that is driven step by step and a clock that stands still, each with the scope open and a monitor
/// whose changes are replayed.
/// </summary>
internal sealed class GroupCluster : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<Side> _sides = [];
    private readonly HashSet<(string, string)> _cuts = [];

    private GroupCluster(int seed) => (Seed, Network) = (seed, InMemoryNetwork.StepByStep(seed));

    public int Seed { get; }

    public InMemoryNetwork Network { get; }

    public Workers this[int index] => _sides[index].Scope;

    public static async Task<GroupCluster> StartAsync(int seed, int nodes, Action<RegistryNodeOptions>? configure = null)
    {
        var cluster = new GroupCluster(seed);
        for (var i = 0; i < nodes; i++)
        {
            await cluster.AddAsync(configure);
        }

        cluster.Network.Run();
        return cluster;
    }

    public static string Name(int index) => ((char)('a' + index)).ToString();

    public RegistryNode Node(int index) => _sides[index].Node;

    public async Task<RegistryNode> AddAsync(Action<RegistryNodeOptions>? configure = null)
    {
        var node = await Nodes.StartAsync(Name(_sides.Count), Network, configure: options =>
        {
            options.TimeProvider = _time;
            configure?.Invoke(options);
        });
        _sides.Add(new Side(node, node.Open<Workers>()));
        return node;
    }

    /// <summary>Closes the scope on a node and opens it again.</summary>
    public async Task<Workers> RestartAsync(int index)
    {
        await _sides[index].Scope.DisposeAsync();
        _sides[index] = new Side(Node(index), Node(index).Open<Workers>());
        return this[index];
    }

    /// <summary>Those of different sides no longer reach each other. All that happened before has arrived.</summary>
    public void Split(params int[][] sides)
    {
        Network.Run();
        foreach (var (one, other) in PairsAcross(sides))
        {
            Cut(one, other);
        }

        Network.Run();
    }

    public static List<(int One, int Other)> PairsAcross(params int[][] sides) =>
        [.. from one in sides from other in sides where one != other from i in one from j in other where i < j select (i, j)];

    public void Cut(int one, int other)
    {
        _cuts.Add(Pair(one, other));
        Network.Cut(Name(one), Name(other));
    }

    public void Heal(int one, int other)
    {
        _cuts.Remove(Pair(one, other));
        Network.Restore(Name(one), Name(other));
    }

    /// <summary>What a node sees of another one's entries.</summary>
    public HashSet<Entry<Workers.Key, Workers.Value>> Seen(int by, int of) =>
        [.. this[by].Entries().Where(entry => entry.Id.Node == Node(of).Id)];

    /// <summary>
    /// At rest every two nodes that are linked see the same of each other, those that are cut nothing; keys are those of entries, and
    /// every monitor's changes, replayed onto its snapshot, give the view.
    /// </summary>
    public void AssertAgreement(string detail = "")
    {
        Network.Run();
        for (var i = 0; i < _sides.Count; i++)
        {
            var entries = this[i].Entries();
            if (!this[i].Keys().ToHashSet().SetEquals(entries.Select(entry => entry.Key)) || this[i].Keys().Count != entries.Select(entry => entry.Key).Distinct().Count())
            {
                Fail($"{Name(i)} lists the keys {string.Join(", ", this[i].Keys())} and the entries {string.Join(", ", entries)}", detail);
            }

            if (this[i].Count != entries.Count)
            {
                Fail($"{Name(i)} counts {this[i].Count} entries and lists {entries.Count}", detail);
            }

            for (var j = 0; j < _sides.Count; j++)
            {
                var expected = _cuts.Contains(Pair(i, j)) ? [] : Seen(j, j);
                if (!Seen(i, j).SetEquals(expected))
                {
                    Fail($"{Name(i)} sees [{string.Join("; ", Seen(i, j))}] of {Name(j)}, which has [{string.Join("; ", expected)}]", detail);
                }
            }

            if (_sides[i].Replay.Check(entries) is { } problem)
            {
                Fail($"a monitor on {Name(i)}: {problem}", detail);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var side in _sides)
        {
            await side.Node.DisposeAsync();
        }
    }

    private void Fail(string problem, string detail) =>
        Assert.Fail($"seed {Seed}, {detail}: {(problem.Length > 2000 ? problem[..2000] + "…" : problem)}");

    private static (string, string) Pair(int one, int other) => (Name(Math.Min(one, other)), Name(Math.Max(one, other)));

    private sealed class Side(RegistryNode node, Workers scope)
    {
        public RegistryNode Node { get; } = node;

        public Workers Scope { get; } = scope;

        public MonitorReplay<Workers.Key, Workers.Value> Replay { get; } = new(scope.MonitorScope());
    }
}
