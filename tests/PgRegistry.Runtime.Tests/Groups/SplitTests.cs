using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Clusters that fall apart into three and four sides: each goes on, and in whatever order they meet again, every two that meet agree
/// at once, and all do in the end.
/// </summary>
public sealed class SplitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Three_sides_heal_in_every_order(int seed)
    {
        await using var people = await People.StartAsync(seed, 3);
        foreach (var order in Orders(GroupCluster.PairsAcross([0], [1], [2])))
        {
            people.SplitAndHeal([[0], [1], [2]], order);
        }
    }

    [Fact]
    public async Task Four_sides_heal_in_every_order()
    {
        await using var people = await People.StartAsync(1, 4);
        var orders = Orders(GroupCluster.PairsAcross([0], [1], [2], [3])).ToList();
        Assert.Equal(720, orders.Count);
        orders.ForEach(order => people.SplitAndHeal([[0], [1], [2], [3]], order));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Sides_of_several_nodes_heal_in_a_drawn_order(int seed)
    {
        await using var people = await People.StartAsync(seed, 5);
        foreach (var sides in new int[][][] { [[0, 1], [2, 3], [4]], [[0], [1, 2, 3], [4]], [[0, 1, 2], [3, 4]], [[0, 4], [1], [2], [3]] })
        {
            var order = GroupCluster.PairsAcross(sides).ToArray();
            people.Random.Shuffle(order);
            people.SplitAndHeal(sides, order);
        }
    }

    private static IEnumerable<List<T>> Orders<T>(List<T> items)
    {
        if (items.Count == 0)
        {
            yield return [];
        }

        for (var i = 0; i < items.Count; i++)
        {
            foreach (var rest in Orders<T>([.. items.Where((_, at) => at != i)]))
            {
                yield return [items[i], .. rest];
            }
        }
    }

    /// <summary>A user on each node.</summary>
    private sealed class People(GroupCluster cluster) : IAsyncDisposable
    {
        private readonly List<Person> _people = [];

        public Random Random { get; } = new(cluster.Seed);

        public static async Task<People> StartAsync(int seed, int nodes)
        {
            var people = new People(await GroupCluster.StartAsync(seed, nodes));
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
    }

    /// <summary>One node's user, with a few entries under keys that all nodes share.</summary>
    private sealed class Person
    {
        public const int Entries = 4;

        private readonly Workers _workers;
        private readonly RegistryNode _node;
        private readonly LocalProcess _process;
        private Registration<Workers.Key, Workers.Value> _leaves = null!;
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
