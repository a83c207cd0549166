namespace PgRegistry.Tests.Behaviour;

public sealed class ClosedScopeTests
{
    [Fact]
    public async Task Everything_that_is_asked_of_a_closed_scope_says_that_it_is_closed()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var sessions = node.Open<Sessions>();
        using var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        sessions.Register(process, new("ann"), new("phone", 1));
        await workers.DisposeAsync();
        await sessions.DisposeAsync();
        var message = new Workers.Message("x");
        foreach (var operation in new Action[]
        {
            () => workers.Register(process, Nodes.Orders, Nodes.Load(1)),
            () => workers.Register(Nodes.Orders, Nodes.Load(1)),
            () => workers.Unregister(process, Nodes.Orders),
            () => workers.Update(process, Nodes.Orders, Nodes.Load(1)),
            () => workers.Update(process, Nodes.Orders, value => value),
            () => workers.Lookup(Nodes.Orders),
            () => workers.Lookup("orders", 1),
            () => workers.LookupLocal(Nodes.Orders),
            () => workers.Values(process.Pid, Nodes.Orders),
            () => workers.Keys(),
            () => workers.KeysOf(process.Pid),
            () => workers.Entries(),
            () => workers.CountOf(Nodes.Orders),
            () => workers.CountOn(node.Id),
            () => workers.MonitorScope(),
            () => workers.Monitor(Nodes.Orders),
            () => workers.OpenInbox(process),
            () => workers.Send(process.Pid, message),
            () => workers.Publish(Nodes.Orders, message),
            () => sessions.WhereIs(new Sessions.Key("ann")),
            () => sessions.TryRegister(new Sessions.Key("ann"), new("phone", 1), out _, out _),
            () => sessions.Send(new Sessions.Key("ann"), new Sessions.Message("x")),
        })
        {
            var closed = Assert.Throws<ObjectDisposedException>(operation);
            Assert.Contains("is closed on node a", closed.Message, StringComparison.Ordinal);
            Assert.Contains("open it again", closed.Message, StringComparison.Ordinal);
        }

        Assert.Contains("closed", (await Assert.ThrowsAsync<ObjectDisposedException>(() => workers.ReplicatedAsync(Deadline.Token()))).Message, StringComparison.Ordinal);
        Assert.True(process.IsAlive);
    }

    [Fact]
    public async Task A_closed_scope_has_no_entries_and_no_peers_and_keeps_its_name()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var onA = a.Open<Workers>();
        b.Open<Workers>();
        onA.Register(Nodes.Orders, Nodes.Load(1));
        network.Run();
        Assert.Equal(b.Id, Assert.Single(onA.Peers).Node);
        await onA.DisposeAsync();
        await onA.DisposeAsync();
        Assert.Equal(0, onA.Count);
        Assert.Empty(onA.Peers);
        Assert.Equal(("Workers", a.Id, KeyMode.Duplicate), (onA.Name, onA.Node, onA.Mode));
    }
}
