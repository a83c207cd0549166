namespace PgRegistry.Tests;

public sealed class TwoNodesTests
{
    [Fact]
    public async Task An_entry_of_one_node_is_seen_by_the_other()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network });
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network });
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var early = onA.Register(new("orders", 1), new("primary", 0));
        network.Run();

        var (pid, value) = Assert.Single(onB.Lookup("orders", 1));
        Assert.Equal(early.Pid, pid);
        Assert.Equal(new Workers.Value("primary", 0), value);

        early.Update(v => v with { Load = 4 });
        network.Run();
        Assert.Equal(4, Assert.Single(onB.Lookup("orders", 1)).Value.Load);

        early.Dispose();
        network.Run();
        Assert.Empty(onB.Lookup("orders", 1));
        Assert.Equal(0, onB.Count);
    }

    [Fact]
    public async Task A_network_that_delivers_by_itself_replicates()
    {
        var network = new InMemoryNetwork();
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network });
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network });
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        await using var watch = onB.Monitor(new("orders", 1));
        using var process = a.Spawn();
        onA.Register(process, new("orders", 1), new("primary", 0));
        await foreach (var change in watch.WithCancellation(Deadline.Token()))
        {
            if (change.Kind == ChangeKind.Joined)
            {
                Assert.Equal(process.Pid, change.Pid);
                break;
            }
        }

        await onA.ReplicatedAsync(Deadline.Token());
        await a.DisposeAsync();
        Assert.Empty(onB.Lookup("orders", 1));
    }
}
