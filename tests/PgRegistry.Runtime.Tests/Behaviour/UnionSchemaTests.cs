namespace PgRegistry.Tests.Behaviour;

/// <summary>Two nodes with different unions for the messages of one scope: a difference refuses messages, and entries are shared.</summary>
public sealed class UnionSchemaTests
{
    private const int SchemaRefused = 5;
    private const int MessagesRefused = 6;
    private const int CasesUnknown = 14;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_same_cases_share_messages(int seed)
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, logs);
        await using var b = await Nodes.StartAsync("b", network, logs);
        var onA = a.Open<HereCases.Talks>();
        var onB = b.Open<HereCases.Talks>();
        using var process = b.Spawn();
        using var inbox = onB.OpenInbox(process);
        onB.Register(process, new("hall"), new("news"));
        network.Run();
        Assert.True(onA.Send(process.Pid, new HereCases.Talks.Message.Said("hello")));
        Assert.Equal(1, onA.Publish(new("hall"), new HereCases.Talks.Message.Closed()));
        network.Run();
        Assert.True(inbox.TryReceive(out var first));
        Assert.True(inbox.TryReceive(out var second));
        Assert.Equal((new HereCases.Talks.Message.Said("hello"), new HereCases.Talks.Message.Closed()), (first.Message, second.Message));
        Assert.Empty(logs.Of(MessagesRefused));
        Assert.Empty(logs.Of(SchemaRefused));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Another_case_is_dropped_where_it_is_not_known_and_the_others_are_shared(int seed)
    {
        using var logsA = new Logs();
        using var logsB = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, logsA);
        await using var b = await Nodes.StartAsync("b", network, logsB);
        await using var onA = a.Open<HereCases.Talks>();
        await using var onB = b.Open<MoreCases.Talks>();
        using var process = a.Spawn();
        using var inbox = onA.OpenInbox(process);
        network.Run();
        Assert.True(onB.Send(process.Pid, new MoreCases.Talks.Message.Whispered("psst")));
        Assert.True(onB.Send(process.Pid, new MoreCases.Talks.Message.Said("hello")));
        network.Run();
        Assert.True(inbox.TryReceive(out var received));
        Assert.Equal(new HereCases.Talks.Message.Said("hello"), received.Message);
        Assert.Equal((0, 1), (inbox.Count, onA.Scope.UndeliveredMessages));
        foreach (var (logs, told) in new[] { (logsA, "message:Whispered is not known here;"), (logsB, "message:Whispered is not known there;") })
        {
            Assert.Contains(told, Assert.Single(logs.Of(CasesUnknown)), StringComparison.Ordinal);
            Assert.Empty(logs.Of(MessagesRefused));
            Assert.Empty(logs.Of(SchemaRefused));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task A_case_with_another_member_shares_entries_and_no_messages(int seed) => EntriesOnlyAsync<OtherCases.Talks>(seed, (talks, process) =>
    {
        talks.Register(process, new("hall"), new("news"));
        var inbox = talks.OpenInbox(process);
        return () => (talks.CountOf(new("hall")), inbox.Count);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task A_message_without_cases_shares_entries_and_no_messages(int seed) => EntriesOnlyAsync<NoCases.Talks>(seed, (talks, process) =>
    {
        talks.Register(process, new("hall"), new("news"));
        var inbox = talks.OpenInbox(process);
        return () => (talks.CountOf(new("hall")), inbox.Count);
    });

    /// <param name="seed">The network's.</param>
    /// <param name="join">Registers a process and opens its inbox; returns what asks how many entries and how many messages there are.</param>
    private static async Task EntriesOnlyAsync<TOther>(int seed, Func<TOther, LocalProcess, Func<(int Entries, int Messages)>> join)
        where TOther : class, IRegistryScope<TOther>
    {
        using var logsA = new Logs();
        using var logsB = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, logsA);
        await using var b = await Nodes.StartAsync("b", network, logsB);
        var onA = a.Open<HereCases.Talks>();
        var onB = b.Open<TOther>();
        using var process = b.Spawn();
        var count = join(onB, process);
        using var mine = onA.Register(new("hall"), new("weather"));
        network.Run();
        Assert.Equal(2, onA.CountOf("hall"));
        Assert.False(onA.Send(process.Pid, new HereCases.Talks.Message.Said("hello")));
        Assert.Equal(0, onA.Publish(new("hall"), new HereCases.Talks.Message.Closed()));
        network.Run();
        Assert.Equal((2, 0), count());
        foreach (var logs in new[] { logsA, logsB })
        {
            Assert.Contains("\"talks\"", Assert.Single(logs.Of(MessagesRefused)), StringComparison.Ordinal);
            Assert.Empty(logs.Of(SchemaRefused));
        }
    }
}
