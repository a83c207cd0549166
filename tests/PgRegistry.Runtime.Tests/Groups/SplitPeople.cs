using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A user on each node of a cluster that falls apart and meets again.</summary>
internal sealed class SplitPeople(GroupCluster cluster) : IAsyncDisposable
{
    private readonly List<Person> _people = [];

    public Random Random { get; } = new(cluster.Seed);

    public static async Task<SplitPeople> StartAsync(int seed, int nodes)
    {
        var people = new SplitPeople(await GroupCluster.StartAsync(seed, nodes));
        people._people.AddRange(Enumerable.Range(0, nodes).Select(i => new Person(people.Cluster, i)));
        return people;
    }

    private GroupCluster Cluster => cluster;

    public void SplitAndHeal(int[][] sides, IReadOnlyList<(int One, int Other)> order)
    {
        cluster.Split(sides);
        _people.ForEach(person => person.Change());
        var story = $"sides {string.Join(" ", sides.Select(side => string.Concat(side)))}, healed {string.Join(" ", order)}";
        cluster.AssertAgreement($"{story}: split");
        foreach (var (one, other) in order)
        {
            cluster.Heal(one, other);
            if (Random.Next(4) > 0)
            {
                // Often the next pair meets while these two are still telling each other; and life goes on.
                for (var i = Random.Next(20); i > 0 && cluster.Network.Step(); i--)
                {
                }

                _people[Random.Next(_people.Count)].Change();
            }
            else
            {
                cluster.AssertAgreement($"{story}: {one} and {other} meet");
            }
        }

        cluster.AssertAgreement($"{story}: healed");
        for (var i = 0; i < _people.Count; i++)
        {
            Assert.Equal(_people.Count * Person.Entries, cluster[i].Count);
            Assert.Equal(_people.Count, cluster[i].CountOf(new("common", 0)));
        }
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    /// <summary>One node's user, with a few entries under keys that all nodes share.</summary>
    private sealed class Person
    {
        public const int Entries = 4;

        private readonly Workers _workers;
        private readonly RegistryNode _node;
        private readonly LocalProcess _process;
        private Registration<Workers.Key, Workers.Value> _leaves;
        private LocalProcess _exits = null!;
        private int _version;

        public Person(GroupCluster cluster, int index)
        {
            (_workers, _node) = (cluster[index], cluster.Node(index));
            _process = _node.Spawn();
            _workers.Register(_process, new("common", 0), Nodes.Load(0));
            Join();
        }

        /// <summary>An update, a leave, an exit with two entries, and joins in their place.</summary>
        public void Change()
        {
            Assert.True(_workers.Update(_process, new("common", 0), Nodes.Load(++_version)));
            _leaves.Dispose();
            _exits.Dispose();
            Join();
        }

        private void Join()
        {
            _leaves = _workers.Register(_process, new("leaves", _version % 2), Nodes.Load(_version));
            _exits = _node.Spawn();
            _workers.Register(_exits, new("exits", 0), Nodes.Load(_version));
            _workers.Register(_exits, new("exits", _version % 3), Nodes.Load(_version));
        }
    }
}
