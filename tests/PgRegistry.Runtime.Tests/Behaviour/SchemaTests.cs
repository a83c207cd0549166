namespace PgRegistry.Tests.Behaviour;

/// <summary>Two nodes with different declarations of one scope, as during a rolling upgrade.</summary>
public sealed class SchemaTests
{
    private const int PeerDown = 4;
    private const int SchemaRefused = 5;
    private const int MessagesRefused = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Other_types_of_key_are_not_shared(int seed) =>
        await NotSharedAsync<OtherKey.Jobs>(
            seed, (jobs, i) => jobs.Register(new("orders", i), new("primary", i)), jobs => jobs.Count, jobs => jobs.Peers, "key.Shard is int32 here and int64 there", "key.Shard is int64 here and int32 there");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Other_types_of_value_are_not_shared(int seed) =>
        await NotSharedAsync<OtherValue.Jobs>(
            seed, (jobs, i) => jobs.Register(new("orders", i), new("primary", i, "eu")), jobs => jobs.Count, jobs => jobs.Peers, "its value.Zone (string) is not known here", "it does not have value.Zone (string)");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Other_modes_are_not_shared(int seed) =>
        await NotSharedAsync<OtherMode.Jobs>(
            seed, (jobs, i) => jobs.Register(new("orders", i), new("primary", i)), jobs => jobs.Count, jobs => jobs.Peers, "its keys are Unique there and Duplicate here", "its keys are Duplicate there and Unique here");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Other_types_of_message_share_entries_and_no_messages(int seed)
    {
        using var logsA = new Logs();
        using var logsB = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, logsA);
        await using var b = await Nodes.StartAsync("b", network, logsB);
        var onA = a.Open<Here.Jobs>();
        var onB = b.Open<OtherMessage.Jobs>();
        using var process = b.Spawn();
        using var inbox = onB.OpenInbox(process);
        onB.Register(process, new("orders", 1), new("primary", 1));
        network.Run();
        Assert.Equal(process.Pid, Assert.Single(onA.Lookup("orders", 1)).Pid);
        Assert.False(onA.Send(process.Pid, new Here.Jobs.Message("x")));
        Assert.Equal(0, onA.Publish(new("orders", 1), new Here.Jobs.Message("x")));
        onA.Register(new("orders", 1), new("spare", 2));
        network.Run();
        Assert.Equal(2, onB.CountOf(new("orders", 1)));
        Assert.Equal(0, inbox.Count);
        foreach (var logs in new[] { logsA, logsB })
        {
            Assert.Contains("\"jobs\"", Assert.Single(logs.Of(MessagesRefused)), StringComparison.Ordinal);
            Assert.Empty(logs.Of(SchemaRefused));
        }
    }

    [Fact]
    public async Task A_scope_that_is_opened_again_with_the_right_declaration_is_shared()
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(7);
        await using var a = await Nodes.StartAsync("a", network, logs);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Here.Jobs>();
        using var one = onA.Register(new("orders", 1), new("primary", 1));
        var wrong = b.Open<OtherValue.Jobs>();
        network.Run();
        await wrong.DisposeAsync();
        var right = b.Open<Here.Jobs>();
        network.Run();
        Assert.Equal(one.Pid, Assert.Single(right.Lookup("orders", 1)).Pid);
        Assert.Single(logs.Of(SchemaRefused));
    }

    private static async Task NotSharedAsync<TOther>(
        int seed, Action<TOther, int> register, Func<TOther, int> count, Func<TOther, IReadOnlyList<ScopePeer>> peers, string toldHere, string toldThere)
        where TOther : class, IRegistryScope<TOther>
    {
        using var logsA = new Logs();
        using var logsB = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, logsA);
        await using var b = await Nodes.StartAsync("b", network, logsB);
        var onA = a.Open<Here.Jobs>();
        var onB = b.Open<TOther>();
        var workersA = a.Open<Workers>();
        var workersB = b.Open<Workers>();
        for (var i = 0; i < 3; i++)
        {
            onA.Register(new("orders", i), new("primary", i));
            register(onB, i);
            workersA.Register(Nodes.Orders, Nodes.Load(i));
            network.Run();
        }

        network.Replace("b", "a");
        network.Run();
        Assert.Equal((3, 3), (onA.Count, count(onB)));
        Assert.Empty(onA.Peers);
        Assert.Empty(peers(onB));
        Assert.Equal(3, workersB.Count);
        foreach (var (logs, told, other) in new[] { (logsA, toldHere, b), (logsB, toldThere, a) })
        {
            // Once for a link that was lost and came back, and not again for one that was replaced.
            var line = logs.Of(SchemaRefused)[0];
            Assert.Equal(1 + logs.Of(PeerDown).Count, logs.Of(SchemaRefused).Count);
            Assert.Contains(told, line, StringComparison.Ordinal);
            Assert.Contains("\"jobs\"", line, StringComparison.Ordinal);
            Assert.Contains(other.Id.ToString(), line, StringComparison.Ordinal);
        }

        Assert.True(onA.ReplicatedAsync().IsCompletedSuccessfully);
    }
}
