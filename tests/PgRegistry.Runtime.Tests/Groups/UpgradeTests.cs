using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// A service is upgraded node by node to a declaration that the former does not understand: old and new share that scope among
/// themselves, everything else with all, and each says whom it does not share with.
/// </summary>
public sealed class UpgradeTests
{
    private const int PeerDown = 4;
    private const int SchemaRefused = 5;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public async Task Old_and_new_form_two_groups_until_all_are_new(int seed, bool isNodeReplaced)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        var sides = new List<Side>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            sides.Add(await Side.StartAsync(name, network));
        }

        AssertShared();
        for (var upgraded = 0; upgraded < sides.Count; upgraded++)
        {
            if (isNodeReplaced)
            {
                await sides[upgraded].Node.DisposeAsync();
                sides[upgraded] = await Side.StartAsync(sides[upgraded].Node.Name, network, isNew: true);
            }
            else
            {
                await sides[upgraded].UpgradeAsync();
            }

            AssertShared();
        }

        foreach (var side in sides)
        {
            Assert.Empty(side.Logs.Of(PeerDown));
            await side.Node.DisposeAsync();
        }

        void AssertShared()
        {
            // Two that cannot understand each other could go on for ever.
            for (var steps = 0; network.Step(); steps++)
            {
                Assert.True(steps < 10_000, $"seed {seed}: they do not come to rest");
            }

            foreach (var side in sides)
            {
                var alike = sides.Count(other => other.IsNew == side.IsNew);
                Assert.Equal((alike, alike - 1), (side.Count, side.Peers.Count));
                Assert.Equal(3, side.Others.Count);
                Assert.Equal(2, side.Node.Peers.Count);
                foreach (var other in sides.Where(other => other.IsNew != side.IsNew))
                {
                    var line = Assert.Single(side.Logs.Of(SchemaRefused), line => line.Contains(other.Node.Id.ToString(), StringComparison.Ordinal) && line.Contains("value.Zone", StringComparison.Ordinal));
                    Assert.Contains("\"jobs\"", line, StringComparison.Ordinal);
                }
            }
        }
    }

    /// <summary>A node with the scope in its former or its new declaration, another scope, and one entry in each.</summary>
    private sealed class Side
    {
        private readonly LocalProcess _process;
        private Here.Jobs? _old;
        private OtherValue.Jobs? _new;

        private Side(RegistryNode node, Logs logs, bool isNew)
        {
            (Node, Logs) = (node, logs);
            _process = node.Spawn();
            Others = node.Open<Workers>();
            Others.Register(_process, Nodes.Orders, Nodes.Load(1));
            if (isNew)
            {
                OpenNew();
            }
            else
            {
                _old = node.Open<Here.Jobs>();
                _old.Register(_process, new("orders", 1), new("primary", 1));
            }
        }

        public RegistryNode Node { get; }

        public Logs Logs { get; }

        public Workers Others { get; }

        public bool IsNew => _new is not null;

        public int Count => _new?.Count ?? _old!.Count;

        public IReadOnlyList<ScopePeer> Peers => _new?.Peers ?? _old!.Peers;

        public static async Task<Side> StartAsync(string name, InMemoryNetwork network, bool isNew = false)
        {
            var logs = new Logs();
            return new Side(await Nodes.StartAsync(name, network, logs, options => options.TimeProvider = new ManualTime()), logs, isNew);
        }

        public async Task UpgradeAsync()
        {
            await _old!.DisposeAsync();
            OpenNew();
        }

        private void OpenNew()
        {
            _new = Node.Open<OtherValue.Jobs>();
            _new.Register(_process, new("orders", 1), new("primary", 1, "eu"));
        }
    }
}
