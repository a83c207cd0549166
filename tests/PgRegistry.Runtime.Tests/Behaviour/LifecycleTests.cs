using Microsoft.Extensions.Options;

namespace PgRegistry.Tests.Behaviour;

public sealed class LifecycleTests
{
    [Fact]
    public async Task A_scope_is_open_once_on_a_node_and_can_be_opened_again_empty()
    {
        await using var node = await Nodes.StartAsync();
        using var process = node.Spawn();
        var first = node.Open<Workers>();
        first.Register(process, Nodes.Orders, Nodes.Load(1));
        var refused = Assert.Throws<InvalidOperationException>(node.Open<Workers>);
        Assert.Contains("\"Workers\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("already", refused.Message, StringComparison.Ordinal);

        // The attempt harmed nothing.
        Assert.Equal(1, first.Count);
        node.Open<Here.Jobs>();
        Assert.Throws<InvalidOperationException>(node.Open<OtherKey.Jobs>);

        await first.DisposeAsync();
        var second = node.Open<Workers>();
        Assert.Equal(0, second.Count);
        Assert.True(process.IsAlive);
        second.Register(process, Nodes.Orders, Nodes.Load(2));
        await first.DisposeAsync();
        Assert.Equal(1, second.Count);
        process.Dispose();
        Assert.Equal(0, second.Count);
    }

    [Fact]
    public async Task A_scope_that_is_opened_again_is_another_instance_to_its_peers()
    {
        var network = InMemoryNetwork.StepByStep(2);
        await using var a = await Nodes.StartAsync("a", network);
        await using var b = await Nodes.StartAsync("b", network);
        var first = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var process = a.Spawn();
        var old = first.Register(process, Nodes.Orders, Nodes.Load(1));
        network.Run();
        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        await first.DisposeAsync();
        var second = a.Open<Workers>();
        var now = second.Register(process, Nodes.Orders, Nodes.Load(1));
        network.Run();
        var left = await watch.UntilAsync(change => change.Kind == ChangeKind.Left);
        Assert.Equal((old.Id, LeaveReason.ScopeClosed), (left.Entry.Id, left.Reason));
        var joined = await watch.UntilAsync(change => change.Kind == ChangeKind.Joined);
        Assert.Equal(now.Id, joined.Entry.Id);
        Assert.Equal(1, onB.Count);
    }

    [Fact]
    public async Task A_scope_may_be_closed_from_a_loop_over_its_monitor()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        await using var monitor = workers.MonitorScope();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        var seen = 0;
        await foreach (var change in monitor.WithCancellation(Deadline.Token()))
        {
            seen++;
            await workers.DisposeAsync();
        }

        Assert.Equal(1, seen);
        node.Open<Workers>();
    }

    [Fact]
    public async Task A_node_may_be_stopped_from_a_loop_over_a_monitor_and_stops_once()
    {
        var network = new InMemoryNetwork();
        var node = await Nodes.StartAsync("a", network);
        await using var other = await Nodes.StartAsync("b", network);
        var workers = node.Open<Workers>();
        other.Open<Workers>();
        await using var monitor = workers.MonitorScope();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        await foreach (var change in monitor.WithCancellation(Deadline.Token()))
        {
            await Task.WhenAll(node.DisposeAsync().AsTask(), node.DisposeAsync().AsTask()).WaitAsync(Deadline.Token());
        }

        Assert.Throws<ObjectDisposedException>(() => workers.Lookup(Nodes.Orders));
        Assert.Throws<ObjectDisposedException>(node.Open<Sessions>);
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Options_that_are_wrong_are_all_named_at_once()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => RegistryNode.StartAsync(new()
        {
            Name = "web 1",
            Cluster = "",
            Cookie = "",
            Listen = "everywhere",
            Seeds = ["nowhere"],
            HeartbeatInterval = TimeSpan.FromSeconds(1),
            HeartbeatTimeout = TimeSpan.FromSeconds(1),
            MaxKeyBytes = 0,
            MaxValueBytes = int.MaxValue,
            LogBytes = 1,
        }));
        foreach (var name in new[] { "Name", "Cluster", "Cookie", "Listen", "Seeds", "HeartbeatTimeout", "MaxKeyBytes", "MaxValueBytes", "LogBytes" })
        {
            Assert.Single(thrown.Failures, failure => failure.StartsWith(name + ":", StringComparison.Ordinal));
            Assert.Contains(name + ":", thrown.Message, StringComparison.Ordinal);
        }

        Assert.Equal(9, thrown.Failures.Count());
        await Assert.ThrowsAsync<ArgumentNullException>(() => RegistryNode.StartAsync(null!));
        var missing = await Assert.ThrowsAsync<OptionsValidationException>(() => RegistryNode.StartAsync(new()));
        Assert.StartsWith("Name:", Assert.Single(missing.Failures), StringComparison.Ordinal);
    }
}
