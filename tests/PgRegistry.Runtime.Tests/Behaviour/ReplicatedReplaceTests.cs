namespace PgRegistry.Tests.Behaviour;

public sealed class ReplicatedReplaceTests
{
    [Fact]
    public async Task A_peer_whose_link_is_replaced_still_counts()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            await using var a = await Nodes.StartAsync("a", network);
            await using var b = await Nodes.StartAsync("b", network);
            await using var c = await Nodes.StartAsync("c", network);
            var onA = a.Open<Workers>();
            var onB = b.Open<Workers>();
            c.Open<Workers>();
            network.Run();
            network.Pause("a", "b");
            using var one = onA.Register(Nodes.Orders, Nodes.Load(seed));
            var replicated = onA.ReplicatedAsync(Deadline.Token());
            network.Run();
            Assert.False(replicated.IsCompleted);
            network.Replace("b", "a");
            for (var step = 0; step < 400 && onB.CountOf(Nodes.Orders) == 0; step++)
            {
                // Each asks c for an answer, at which all who wait are looked at.
                one.Update(Nodes.Load(1000 + step));
                _ = onA.ReplicatedAsync(Deadline.Token());
                network.Step();
                var isThere = onB.CountOf(Nodes.Orders) == 1;
                await Task.Run(static () => { });
                await Task.Run(static () => { });
                Assert.True(isThere || !replicated.IsCompleted, $"seed {seed}: completed, and a linked peer has not applied it");
            }

            network.Run();
            await replicated.WaitAsync(Deadline.Token());
        }
    }

    [Fact]
    public async Task A_call_while_a_link_is_being_replaced_waits_for_that_peer()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            await using var a = await Nodes.StartAsync("a", network);
            await using var b = await Nodes.StartAsync("b", network);
            var onA = a.Open<Workers>();
            var onB = b.Open<Workers>();
            network.Run();
            network.Replace("b", "a");
            for (var i = 0; i < seed % 12; i++)
            {
                network.Step();
            }

            using var one = onA.Register(Nodes.Orders, Nodes.Load(seed));
            Assert.Equal(b.Id, Assert.Single(a.Peers));
            var replicated = onA.ReplicatedAsync(Deadline.Token());
            Assert.True(!replicated.IsCompleted || onB.CountOf(Nodes.Orders) == 1, $"seed {seed}: completed at once, and the linked peer has not applied it");
            network.Run();
            await replicated.WaitAsync(Deadline.Token());
        }
    }

    [Fact]
    public async Task A_message_that_is_dropped_because_the_link_is_down_is_counted()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        b.Open<Workers>();
        using var process = b.Spawn();
        network.Run();
        network.Cut("a", "b");
        network.Run();
        Assert.False(onA.Send(process.Pid, new Workers.Message("x")));
        Assert.Equal(1, a.DroppedMessages);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task That_messages_are_refused_is_said_once_though_the_link_is_replaced(int seed)
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, logs);
        await using var b = await Nodes.StartAsync("b", network);
        a.Open<Here.Jobs>();
        b.Open<OtherMessage.Jobs>();
        network.Run();
        network.Replace("b", "a");
        network.Run();
        Assert.Equal(1 + logs.Of(4).Count, logs.Of(6).Count);
    }
}
