namespace PgRegistry.Tests.Behaviour;

public sealed class SendingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Messages_reach_another_node_with_the_senders_pid_in_the_order_of_each_sender(int seed)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        await using var c = await Nodes.StartAsync("c", network);
        var onA = a.Open<Workers>();
        var senders = new[] { (Scope: b.Open<Workers>(), Process: b.Spawn()), (Scope: c.Open<Workers>(), Process: c.Spawn()) };
        using var process = a.Spawn();
        using var inbox = onA.OpenInbox(process);
        network.Run();
        for (var i = 0; i < 50; i++)
        {
            foreach (var (scope, sender) in senders)
            {
                Assert.True(scope.Send(process.Pid, new Workers.Message($"{i}"), sender));
            }

            network.Step();
        }

        network.Run();
        var next = senders.ToDictionary(sender => sender.Process.Pid, _ => 0);
        while (inbox.TryReceive(out var envelope))
        {
            Assert.Equal($"{next[envelope.Sender]++}", envelope.Message.Text);
        }

        Assert.All(next.Values, count => Assert.Equal(50, count));
        Assert.True(senders[0].Scope.Send(process.Pid, new Workers.Message("anonymous")));
        network.Run();
        Assert.True(inbox.TryReceive(out var last) && last.Sender.IsNone);
    }

    [Fact]
    public async Task A_message_is_published_once_to_each_process_under_a_key()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var scopes = new[] { a.Open<Workers>(), b.Open<Workers>() };
        var inboxes = new List<Inbox<Workers.Message>>();
        foreach (var (node, workers) in new[] { (a, scopes[0]), (b, scopes[1]) })
        {
            for (var i = 0; i < 2; i++)
            {
                var process = node.Spawn();
                workers.Register(process, Nodes.Orders, Nodes.Load(1));
                workers.Register(process, Nodes.Orders, Nodes.Load(2));
                inboxes.Add(workers.OpenInbox(process));
            }

            workers.OpenInbox(node.Spawn());
        }

        network.Run();
        using var sender = a.Spawn();
        Assert.Equal(4, scopes[0].Publish(Nodes.Orders, new("x"), sender));
        Assert.Equal(0, scopes[0].Publish(new("nobody", 0), new("x"), sender));
        network.Run();
        foreach (var inbox in inboxes)
        {
            Assert.True(inbox.TryReceive(out var envelope));
            Assert.Equal((sender.Pid, "x"), (envelope.Sender, envelope.Message.Text));
            Assert.False(inbox.TryReceive(out _));
        }
    }

    [Fact]
    public async Task To_a_node_that_is_not_linked_nothing_is_sent()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = b.Spawn();
        using var inbox = onB.OpenInbox(process);
        Assert.False(onA.Send(process.Pid, new("before the link")));
        network.Run();
        Assert.True(onA.Send(process.Pid, new("1")));
        network.Run();
        network.Cut("a", "b");
        network.Run();
        Assert.False(onA.Send(process.Pid, new("2")));
        network.Restore("a", "b");
        network.Run();
        Assert.True(onA.Send(process.Pid, new("3")));
        network.Run();
        Assert.Equal(["1", "3"], InboxTests.Drain(inbox));
        process.Dispose();
        onA.Send(process.Pid, new("to nobody"));
        await onB.DisposeAsync();
        network.Run();
        Assert.False(onA.Send(process.Pid, new("to a closed scope")));
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_reaches_nobody()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: options => options.MaxMessageBytes = 64);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var near = a.Spawn();
        using var far = b.Spawn();
        using var nearInbox = onA.OpenInbox(near);
        using var farInbox = onB.OpenInbox(far);
        onA.Register(near, Nodes.Orders, Nodes.Load(1));
        onB.Register(far, Nodes.Orders, Nodes.Load(1));
        network.Run();
        var large = new Workers.Message(new string('x', 65));
        Assert.Contains("MaxMessageBytes", Assert.Throws<ArgumentException>(() => onA.Send(far.Pid, large)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => onA.Publish(Nodes.Orders, large));
        Assert.Throws<ArgumentException>(() => onA.Publish(Nodes.Orders, new("\ud800")));
        Assert.ThrowsAny<ArgumentException>(() => onA.Publish(Nodes.Orders, null!));
        Assert.ThrowsAny<ArgumentException>(() => onA.Send(far.Pid, null!));
        Assert.ThrowsAny<ArgumentException>(() => onA.Send(near.Pid, null!));
        network.Run();
        Assert.Equal((0, 0), (nearInbox.Count, farInbox.Count));
    }

    [Fact]
    public async Task Who_sends_is_a_process_of_the_sending_node()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = b.Spawn();
        using var inbox = onB.OpenInbox(process);
        onB.Register(process, Nodes.Orders, Nodes.Load(1));
        network.Run();
        Assert.Equal("from", Assert.Throws<ArgumentException>(() => onA.Send(process.Pid, new Workers.Message("x"), process)).ParamName);
        Assert.Equal("from", Assert.Throws<ArgumentException>(() => onA.Publish(Nodes.Orders, new Workers.Message("x"), process)).ParamName);
        network.Run();
        Assert.Equal(0, inbox.Count);
    }
}
