namespace PgRegistry.Tests.Behaviour;

/// <summary>What cannot be sent is refused where it is registered, and nothing has changed then.</summary>
public sealed class LimitTests
{
    private const string LoneSurrogate = "a\ud800b";

    [Theory]
    [InlineData("key", "MaxKeyBytes")]
    [InlineData("value", "MaxValueBytes")]
    public async Task What_is_too_large_names_the_limit(string what, string limit)
    {
        await using var node = await StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        await UnchangedAsync(node, workers, process, () =>
        {
            var large = new string('x', 65);
            var refused = Assert.Throws<ArgumentException>(() => what == "key"
                ? workers.Register(process, new(large, 1), Nodes.Load(1))
                : workers.Register(process, Nodes.Orders, new(large, 1)));
            Assert.Contains(limit, refused.Message, StringComparison.Ordinal);
            Assert.Contains("64", refused.Message, StringComparison.Ordinal);
            Assert.Equal(what, refused.ParamName);
            Assert.Throws<ArgumentException>(() => what == "key"
                ? workers.Register(new(large, 1), Nodes.Load(1))
                : workers.Register(Nodes.Orders, new(large, 1)));
        });
    }

    [Fact]
    public async Task The_largest_that_is_allowed_is_taken()
    {
        await using var node = await StartAsync();
        var workers = node.Open<Workers>();

        // An array of two, a string with a header of two bytes, and a number of one.
        workers.Register(new(new string('x', 60), 1), new(new string('y', 60), 1));
        Assert.Throws<ArgumentException>(() => workers.Register(new(new string('x', 61), 1), Nodes.Load(1)));
        Assert.Throws<ArgumentException>(() => workers.Register(Nodes.Orders, new(new string('y', 61), 1)));
        Assert.Equal(1, workers.Count);
    }

    [Fact]
    public async Task A_value_that_cannot_be_sent_updates_nothing()
    {
        await using var node = await StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, Nodes.Orders, Nodes.Load(2));
        await UnchangedAsync(node, workers, process, () =>
        {
            foreach (var bad in new[] { new Workers.Value(new string('x', 65), 1), new(LoneSurrogate, 1), new(null!, 1) })
            {
                Assert.ThrowsAny<ArgumentException>(() => one.Update(bad));
                Assert.ThrowsAny<ArgumentException>(() => one.Update(_ => bad));
                Assert.ThrowsAny<ArgumentException>(() => workers.Update(process, Nodes.Orders, bad));

                // The first of the two would do; it must not change without the second.
                Assert.ThrowsAny<ArgumentException>(() => workers.Update(process, Nodes.Orders, value => value.Load == 1 ? Nodes.Load(7) : bad));
            }
        });
        Assert.Equal([Nodes.Load(1), Nodes.Load(2)], workers.Values(process.Pid, Nodes.Orders));
    }

    [Fact]
    public async Task Text_that_is_no_text_is_refused()
    {
        await using var node = await StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        await UnchangedAsync(node, workers, process, () =>
        {
            Assert.Throws<ArgumentException>(() => workers.Register(process, new(LoneSurrogate, 1), Nodes.Load(1)));
            Assert.Throws<ArgumentException>(() => workers.Register(process, Nodes.Orders, new(LoneSurrogate, 1)));
            Assert.Throws<ArgumentException>(() => workers.Register(new(LoneSurrogate, 1), Nodes.Load(1)));
        });
        workers.Register(process, new("\ud83d\ude00", 1), Nodes.Load(1));
        Assert.Equal(1, workers.Count);
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await using var node = await StartAsync();
        var workers = node.Open<Workers>();
        var names = node.Open<Names>();
        using var process = node.Spawn();
        await UnchangedAsync(node, workers, process, () =>
        {
            Assert.Throws<ArgumentNullException>(() => names.Register(process, null!, new("x", 1)));
            Assert.Throws<ArgumentNullException>(() => names.Register(null!, new("x", 1)));
            Assert.Throws<ArgumentNullException>(() => names.Register(process, new("x"), null!));
            Assert.Throws<ArgumentNullException>(() => names.Unregister(process, null!));
            Assert.Throws<ArgumentNullException>(() => names.Update(process, null!, new Names.Value("x", 1)));
            Assert.Throws<ArgumentNullException>(() => names.Monitor((Names.Key)null!));
            Assert.ThrowsAny<ArgumentException>(() => names.Register(process, new((string)null!), new("x", 1)));
            Assert.ThrowsAny<ArgumentException>(() => workers.Register(process, default, Nodes.Load(1)));
            Assert.Throws<ArgumentNullException>(() => workers.Register(null!, Nodes.Orders, Nodes.Load(1)));
        });
        Assert.Equal(0, names.Count);
    }

    private static Task<RegistryNode> StartAsync() => Nodes.StartAsync(configure: options =>
    {
        options.MaxKeyBytes = 64;
        options.MaxValueBytes = 64;
    });

    private static async Task UnchangedAsync(RegistryNode node, Workers workers, LocalProcess process, Action attempt)
    {
        var count = workers.Count;
        var keys = workers.Keys().Count;
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        attempt();
        Assert.Equal(count, workers.Count);
        Assert.Equal(keys, workers.Keys().Count);
        Assert.True(process.IsAlive);

        // The first change that is told is this one.
        using var marker = workers.Register(new("marker", 0), Nodes.Load(0));
        Assert.Equal(marker.Pid, (await watch.NextAsync()).Pid);
        Assert.Equal(node.Id, marker.Pid.Node);
    }
}
