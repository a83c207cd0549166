namespace PgRegistry.Tests.Behaviour;

public sealed class ReplicatedTests
{
    [Fact]
    public async Task Without_peers_it_completes_at_once()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        Assert.True(workers.ReplicatedAsync(Deadline.Token()).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task It_completes_when_every_peer_has_applied_what_was_done_before(int seed)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        await using var c = await Nodes.StartAsync("c", network);
        var onA = a.Open<Workers>();
        var peers = new[] { b.Open<Workers>(), c.Open<Workers>() };
        network.Run();
        Assert.Equal(2, onA.Peers.Count);
        for (var i = 0; i < 10; i++)
        {
            using var one = onA.Register(Nodes.Orders, Nodes.Load(i));
            var replicated = onA.ReplicatedAsync(Deadline.Token());
            Assert.False(replicated.IsCompleted);
            var steps = 0;
            while (!replicated.IsCompleted && network.Step())
            {
                // The continuation runs elsewhere: it gets a chance to come too early.
                await Task.Run(static () => { });
                await Task.Run(static () => { });
                if (peers.Any(peer => peer.CountOf(Nodes.Orders) == 0))
                {
                    Assert.False(replicated.IsCompleted, $"seed {seed}, round {i}, step {steps}");
                }

                steps++;
            }

            await replicated.WaitAsync(Deadline.Token());
            Assert.All(peers, peer => Assert.Equal(1, peer.CountOf(Nodes.Orders)));
            Assert.True(onA.ReplicatedAsync(Deadline.Token()).IsCompletedSuccessfully);
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("crash")]
    [InlineData("close")]
    [InlineData("stop")]
    public async Task A_peer_that_is_lost_no_longer_counts(string how)
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        await using var c = await Nodes.StartAsync("c", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        var onC = c.Open<Workers>();
        network.Run();
        network.Pause("a", "b");
        using var one = onA.Register(Nodes.Orders, Nodes.Load(1));
        var replicated = onA.ReplicatedAsync(Deadline.Token());
        network.Run();
        Assert.Equal((0, 1), (onB.CountOf(Nodes.Orders), onC.CountOf(Nodes.Orders)));
        Assert.False(replicated.IsCompleted);
        switch (how)
        {
            case "cut":
                network.Cut("a", "b");
                break;
            case "crash":
                network.Crash("b");
                break;
            case "close":
                await onB.DisposeAsync();
                network.Resume("a", "b");
                break;
            default:
                network.Resume("a", "b");
                await b.DisposeAsync();
                break;
        }

        network.Run();
        await replicated.WaitAsync(Deadline.Token());
    }

    [Fact]
    public async Task It_can_be_cancelled_and_ends_when_the_scope_closes()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        b.Open<Workers>();
        network.Run();
        onA.Register(Nodes.Orders, Nodes.Load(1));
        using var cancellation = new CancellationTokenSource();
        var cancelled = onA.ReplicatedAsync(cancellation.Token);
        var closed = onA.ReplicatedAsync(Deadline.Token());
        Assert.False(cancelled.IsCompleted);
        await cancellation.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Deadline.Token()));
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => onA.ReplicatedAsync(cancellation.Token).WaitAsync(Deadline.Token()));
        Assert.False(closed.IsCompleted);
        await onA.DisposeAsync();
        var refused = await Assert.ThrowsAsync<ObjectDisposedException>(() => closed.WaitAsync(Deadline.Token()));
        Assert.Contains("closed", refused.Message, StringComparison.Ordinal);
    }
}
