using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>What is changed on one side of a split is there on the other when they meet: the end state, told as joins.</summary>
public sealed class SplitChangeTests
{
    [Theory]
    [InlineData("update")]
    [InlineData("leave")]
    [InlineData("join")]
    [InlineData("again")]
    [InlineData("exit")]
    [InlineData("move")]
    [InlineData("nothing")]
    public async Task A_change_while_split_is_seen_when_the_sides_meet(string what)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            await using var cluster = await GroupCluster.StartAsync(seed, 2);
            var onA = cluster[0];
            using var process = cluster.Node(0).Spawn();
            var first = onA.Register(process, Nodes.Orders, Nodes.Load(1));
            onA.Register(process, Nodes.Orders, Nodes.Load(2));
            var ofB = cluster[1].Register(Nodes.Orders, Nodes.Load(-1));
            cluster.Split([0], [1]);
            cluster.AssertAgreement("split");
            Assert.Equal([Nodes.Load(-1)], cluster[1].Lookup(Nodes.Orders).Select(member => member.Value));
            int[] expected;
            switch (what)
            {
                case "update":
                    Assert.True(onA.Update(process, Nodes.Orders, value => value with { Load = value.Load * 10 }));
                    expected = [10, 20];
                    break;
                case "leave":
                    Assert.True(onA.Unregister(process, Nodes.Orders));
                    expected = [1];
                    break;
                case "join":
                    onA.Register(process, new("mail", 2), Nodes.Load(3));
                    expected = [1, 2, 3];
                    break;
                case "again":
                    // The same process, several times under one key, and the first of all gone in between.
                    onA.Register(process, Nodes.Orders, Nodes.Load(3));
                    first.Dispose();
                    onA.Register(process, Nodes.Orders, Nodes.Load(4));
                    expected = [2, 3, 4];
                    break;
                case "exit":
                    process.Dispose();
                    expected = [];
                    break;
                case "move":
                    first.Dispose();
                    onA.Register(process, new("mail", 2), Nodes.Load(1));
                    expected = [1, 2];
                    break;
                default:
                    expected = [1, 2];
                    break;
            }

            using var onB = cluster[1].MonitorScope();
            cluster.AssertAgreement("changed");
            Assert.Empty(onB.ReadAvailable());
            cluster.Heal(0, 1);
            cluster.AssertAgreement("healed");
            var told = onB.ReadAvailable().Where(change => change.Kind != ChangeKind.Synced).ToList();
            Assert.All(told, change => Assert.Equal((ChangeKind.Joined, process.Pid), (change.Kind, change.Pid)));
            Assert.Equal(expected, told.Select(change => change.Value.Load).Order());
            Assert.Equal(expected.Length + 1, cluster[1].Count);
            Assert.Contains(cluster[0].Lookup(Nodes.Orders), member => member.Pid == ofB.Pid);
        }
    }

    [Fact]
    public async Task A_unique_key_that_moves_to_another_process_while_split_has_one_holder_of_its_node()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            await using var a = await Nodes.StartAsync("a", network, configure: options => options.TimeProvider = new ManualTime());
            await using var b = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = new ManualTime());
            var onA = a.Open<Sessions>();
            var onB = b.Open<Sessions>();
            var key = new Sessions.Key("ann");
            using var first = a.Spawn();
            using var second = a.Spawn();
            using var third = a.Spawn();
            onA.Register(first, key, new("phone", 1));
            onB.Register(key, new("tablet", 2));
            network.Run();
            Assert.Equal(2, onB.CountOf(key));
            network.Cut("a", "b");
            network.Run();
            Assert.Equal(1, onB.CountOf(key));
            Assert.True(onA.Unregister(first, key));
            onA.Register(second, key, new("phone", 3));
            second.Dispose();
            onA.Register(third, key, new("phone", 4));
            network.Restore("a", "b");
            while (network.Step())
            {
                Assert.True(onB.Lookup(key).Count(member => member.Pid.Node == a.Id) <= 1, $"seed {seed}: two holders on one node");
            }

            Assert.Equal(third.Pid, Assert.Single(onB.Lookup(key), member => member.Pid.Node == a.Id).Pid);
            Assert.Equal((2, 2), (onA.Count, onB.Count));
            Assert.Equal(third.Pid, onA.WhereIs(key));

            // And the same while the link stands still and is replaced, so that what is held stays.
            network.Pause("a", "b");
            third.Dispose();
            using var fourth = a.Spawn();
            onA.Register(fourth, key, new("phone", 5));
            network.Run();
            network.Replace("a", "b");
            while (network.Step())
            {
                Assert.True(onB.Lookup(key).Count(member => member.Pid.Node == a.Id) <= 1, $"seed {seed}: two holders on one node");
            }

            Assert.Equal(fourth.Pid, Assert.Single(onB.Lookup(key), member => member.Pid.Node == a.Id).Pid);
        }
    }
}
