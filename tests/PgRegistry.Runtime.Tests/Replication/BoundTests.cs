using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Replication;

/// <summary>What a peer that does not read, or does not come back, can make a node keep; and that what is dropped for it is counted.</summary>
public sealed class BoundTests
{
    [Fact]
    public async Task Messages_that_do_not_fit_into_the_queue_of_a_link_are_dropped_and_counted()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: options => (options.MaxMessageBytes, options.MaxQueuedMessageBytes) = (100, 2000));
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        using var inbox = b.Open<Workers>().OpenInbox(b.Spawn());
        network.Run();
        network.Stall("a", "b");
        var sent = Enumerable.Range(0, 200).Where(i => onA.Send(inbox.Owner, new Workers.Message($"{i}"))).ToList();
        Assert.InRange(sent.Count, 10, 150);
        Assert.Equal(200 - sent.Count, a.DroppedMessages);
        network.Unstall("a", "b");
        network.Run();
        Assert.Equal(sent.Select(i => $"{i}"), InboxTests.Drain(inbox));
        Assert.True(onA.Send(inbox.Owner, new Workers.Message("there is room again")));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("replaced")]
    [InlineData("stopped")]
    public async Task Messages_that_wait_for_a_link_when_it_is_lost_are_counted(string how)
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        using var inbox = b.Open<Workers>().OpenInbox(b.Spawn());
        network.Run();
        network.Stall("a", "b");
        for (var i = 0; i < 10; i++)
        {
            Assert.True(onA.Send(inbox.Owner, new Workers.Message("x")));
        }

        Assert.Equal(0, a.DroppedMessages);
        switch (how)
        {
            case "cut":
                network.Cut("a", "b");
                break;
            case "replaced":
                network.Replace("a", "b");
                break;
            default:
                network.Crash("b");
                break;
        }

        network.Run();
        Assert.Equal(10, a.DroppedMessages + inbox.Count);
        Assert.Equal(0, inbox.Count);
    }

    [Fact]
    public async Task A_peer_that_says_it_is_alive_and_reads_nothing_is_given_up()
    {
        var time = new ManualTime();
        await using var node = new RegistryNode(new() { Name = "z", TimeProvider = time });
        var peer = new QuietPeer(node, "a");
        var seconds = 0;
        while (peer.ClosedBecause is null)
        {
            Assert.InRange(++seconds, 0, 500_000);
            time.Advance(TimeSpan.FromSeconds(1));
            node.Core.Tick();
            peer.Echo(seconds);
        }

        Assert.Contains("reads nothing", peer.ClosedBecause, StringComparison.Ordinal);
        Assert.InRange(seconds, 10_000, 500_000);
    }

    [Fact]
    public async Task Of_ever_new_peers_that_do_not_come_back_only_some_are_remembered()
    {
        await using var node = new RegistryNode(new() { Name = "z", TimeProvider = new ManualTime() });
        node.Open<Workers>();
        for (var i = 0; i < 1100; i++)
        {
            var peer = new QuietPeer(node, $"peer-{i}");
            peer.ShareNothing();
            peer.Lose();
        }

        Assert.Equal(0UL, new QuietPeer(node, "peer-0").HeldInstance());
        Assert.NotEqual(0UL, new QuietPeer(node, "peer-1099").HeldInstance());
    }
}
