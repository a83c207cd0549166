namespace PgRegistry.Tests.Behaviour;

public sealed class ReadingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(40)]
    public async Task Two_nodes_see_all_entries_and_tell_their_own_apart(int each)
    {
        var network = InMemoryNetwork.StepByStep(each);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        var ofA = Enumerable.Range(0, each).Select(i => onA.Register(Nodes.Orders, Nodes.Load(i)).Pid).ToHashSet();
        var ofB = Enumerable.Range(0, each).Select(i => onB.Register(Nodes.Orders, Nodes.Load(i)).Pid).ToHashSet();
        onB.Register(new("mail", 2), Nodes.Load(7));
        network.Run();
        foreach (var workers in new[] { onA, onB })
        {
            Assert.Equal(2 * each, workers.CountOf(Nodes.Orders));
            Assert.Equal((2 * each) + 1, workers.Count);
            Assert.Equal(each, workers.CountOn(a.Id));
            Assert.Equal(each + 1, workers.CountOn(b.Id));
            Assert.True(ofA.Union(ofB).ToHashSet().SetEquals(workers.Lookup(Nodes.Orders).Select(member => member.Pid)));
            Assert.Equal(2, workers.Keys().Count);
            Assert.Equal(workers.Count, workers.Entries().Select(entry => entry.Id).Distinct().Count());
        }

        Assert.True(ofA.SetEquals(onA.LookupLocal(Nodes.Orders).Select(member => member.Pid)));
        Assert.True(ofB.SetEquals(onB.LookupLocal(Nodes.Orders).Select(member => member.Pid)));
        Assert.Empty(onA.LookupLocal("mail", 2));
        Assert.Equal(0, onA.CountOn(new NodeId("a", 12345)));

        await b.DisposeAsync();
        Assert.Equal(0, onA.CountOn(b.Id));
        Assert.Equal([Nodes.Orders], onA.Keys());
        Assert.Equal(each, onA.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task Values_of_a_process_come_in_the_order_of_joining_also_on_another_node(int count)
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        var random = new Random(count);
        var expected = new List<(Registration<Workers.Key, Workers.Value> Handle, int Load)>();
        for (var i = 0; i < count * 3; i++)
        {
            expected.Add((onA.Register(process, Nodes.Orders, Nodes.Load(i)), i));
            if (i % 3 == 2)
            {
                // What leaves in the midst frees a place that a later one takes.
                var at = random.Next(expected.Count);
                expected[at].Handle.Dispose();
                expected.RemoveAt(at);
                at = random.Next(expected.Count);
                expected[at].Handle.Update(Nodes.Load(-i));
                expected[at] = (expected[at].Handle, -i);
                onA.Register(Nodes.Orders, Nodes.Load(1000));
                onA.Register(process, new("mail", i), Nodes.Load(i));
            }
        }

        network.Run();
        foreach (var workers in new[] { onA, onB })
        {
            Assert.Equal(expected.Select(item => Nodes.Load(item.Load)), workers.Values(process.Pid, Nodes.Orders));
            Assert.Equal(count + 1, workers.KeysOf(process.Pid).Count);
            Assert.Equal(count + 1, workers.KeysOf(process.Pid).Distinct().Count());
        }
    }

    [Fact]
    public async Task Of_what_is_not_there_nothing_is_read()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        Assert.Empty(workers.Values(process.Pid, new("mail", 2)));
        Assert.Empty(workers.Values(default, Nodes.Orders));
        Assert.Empty(workers.Values(new Pid(node.Id, 12345), Nodes.Orders));
        Assert.Empty(workers.Values(new Pid(new NodeId("z", 1), process.Pid.Serial), Nodes.Orders));
        Assert.Empty(workers.KeysOf(default));
        Assert.Empty(workers.KeysOf(new Pid(new NodeId("z", 1), process.Pid.Serial)));
        Assert.Throws<ArgumentNullException>(() => workers.CountOn(null!));
    }

    [Fact]
    public async Task Entries_are_equal_by_identity_and_value_and_take_apart()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        var entry = Assert.Single(workers.Entries());
        Assert.Equal(entry, Assert.Single(workers.Entries()));
        var (key, pid, value) = entry;
        Assert.Equal((Nodes.Orders, one.Pid, Nodes.Load(1)), (key, pid, value));
        Assert.Equal(one.Id, entry.Id);
        one.Update(Nodes.Load(2));
        Assert.True(entry != Assert.Single(workers.Entries()));
        Assert.Equal(entry.Id, Assert.Single(workers.Entries()).Id);
        Assert.Equal(Nodes.Load(1), entry.Value);
    }
}
