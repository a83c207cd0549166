namespace PgRegistry.Tests.Behaviour;

public sealed class MetadataTests
{
    [Fact]
    public async Task Items_of_any_type_are_set_and_got_by_name()
    {
        await using var node = await Nodes.StartAsync();
        var metadata = node.Open<Workers>().Metadata;
        Assert.Equal(0, metadata.Count);
        var shared = new List<int> { 1 };
        metadata.Set("number", 7);
        metadata.Set("text", "seven");
        metadata.Set("list", shared);
        metadata.Set("moment", TimeSpan.FromSeconds(7));
        Assert.Equal(4, metadata.Count);
        Assert.Equal(7, metadata.Get<int>("number"));
        Assert.Equal("seven", metadata.Get<string>("text"));
        Assert.Same(shared, metadata.Get<IReadOnlyList<int>>("list"));
        Assert.True(metadata.TryGet<TimeSpan>("moment", out var moment));
        Assert.Equal(TimeSpan.FromSeconds(7), moment);
        Assert.Equal(7, metadata.Get<int?>("number"));
        Assert.Equal(7, metadata.Get<object>("number"));

        metadata.Set("number", "eight");
        Assert.Equal("eight", metadata.Get<string>("number"));
        Assert.Equal(4, metadata.Count);
        Assert.True(metadata.Remove("number"));
        Assert.False(metadata.Remove("number"));
        Assert.Equal(3, metadata.Count);
    }

    [Fact]
    public async Task What_is_not_there_is_told_apart_from_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var metadata = node.Open<Workers>().Metadata;
        Assert.False(metadata.TryGet<string>("client", out _));
        var missing = Assert.Throws<KeyNotFoundException>(() => metadata.Get<string>("client"));
        Assert.Equal("There is no metadata \"client\"; set it first, or use TryGet.", missing.Message);
        metadata.Set<string?>("client", null);
        Assert.True(metadata.TryGet<string>("client", out var client));
        Assert.Null(client);
        Assert.Null(metadata.Get<int?>("client"));
        Assert.Equal("The metadata \"client\" is null, not System.Int32; ask for the type that was set.", Assert.Throws<InvalidCastException>(() => metadata.Get<int>("client")).Message);

        // Names are told apart by case.
        Assert.False(metadata.TryGet<string>("Client", out _));
        Assert.Throws<ArgumentNullException>(() => metadata.Get<string>(null!));
        Assert.Throws<ArgumentNullException>(() => metadata.Set(null!, 1));
        Assert.Throws<ArgumentNullException>(() => metadata.Remove(null!));
    }

    [Fact]
    public async Task Another_type_than_was_set_is_an_error_that_names_both()
    {
        await using var node = await Nodes.StartAsync();
        var metadata = node.Open<Workers>().Metadata;
        metadata.Set("number", 7);
        foreach (var get in new Action[] { () => metadata.Get<string>("number"), () => metadata.TryGet<string>("number", out _) })
        {
            Assert.Equal("The metadata \"number\" is System.Int32, not System.String; ask for the type that was set.", Assert.Throws<InvalidCastException>(get).Message);
        }

        Assert.Throws<InvalidCastException>(() => metadata.Get<long>("number"));
        Assert.Equal(7, metadata.Get<int>("number"));
    }

    [Fact]
    public async Task They_go_with_the_scope_and_are_not_there_when_it_opens_again()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var metadata = workers.Metadata;
        metadata.Set("number", 7);
        await workers.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => metadata.Get<int>("number"));
        Assert.Throws<ObjectDisposedException>(() => metadata.TryGet<int>("number", out _));
        Assert.Throws<ObjectDisposedException>(() => metadata.Set("number", 8));
        Assert.Throws<ObjectDisposedException>(() => metadata.Remove("number"));
        Assert.Throws<ObjectDisposedException>(() => metadata.Count);
        Assert.Equal(0, node.Open<Workers>().Metadata.Count);
    }

    [Fact]
    public async Task Other_nodes_and_other_scopes_have_their_own()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        onA.Metadata.Set("number", 7);
        network.Run();
        Assert.Equal(0, onB.Metadata.Count);
        Assert.Equal(0, a.Open<Sessions>().Metadata.Count);
        Assert.Same(onA.Metadata, onA.Scope.Metadata);
    }

    [Fact]
    public async Task Readers_and_writers_may_be_many()
    {
        await using var node = await Nodes.StartAsync();
        var metadata = node.Open<Workers>().Metadata;
        metadata.Set("number", -1);
        await Nodes.TogetherAsync([.. Enumerable.Range(0, 4).Select(i => new Action(() =>
        {
            for (var j = 0; j < 2000; j++)
            {
                metadata.Set("number", (i * 2000) + j);
                metadata.Set($"own {i}", j);
                Assert.InRange(metadata.Get<int>("number"), 0, 8000);
                Assert.Equal(j, metadata.Get<int>($"own {i}"));
            }
        }))]);
        Assert.Equal(5, metadata.Count);
    }
}
