using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>How many bytes a join takes on the wire by itself: counted on the network within a process, which carries the same frames as TCP.</summary>
internal static class JoinSize
{
    public static async Task<int> MeasureAsync()
    {
        var network = new InMemoryNetwork();
        await using var one = await RegistryNode.StartAsync(Options("one", network)).ConfigureAwait(false);
        await using var other = await RegistryNode.StartAsync(Options("other", network)).ConfigureAwait(false);
        await using var workers = one.Open<Workers>();
        await using var there = other.Open<Workers>();
        using var process = one.Spawn();
        await Linked(there).ConfigureAwait(false);
        var before = network.BytesSent;
        workers.Register(process, new Workers.Key("queue-1000", 1), new Workers.Value("primary", 1000));
        Wait.Until(() => there.Count == 1);
        return (int)(network.BytesSent - before);

        async Task Linked(Workers scope)
        {
            Wait.Until(() => scope.Peers is [{ IsComplete: true }]);
            await workers.ReplicatedAsync().ConfigureAwait(false);
        }
    }

    // No heartbeat falls in between.
    private static RegistryNodeOptions Options(string name, InMemoryNetwork network) =>
        new() { Name = name, Network = network, HeartbeatInterval = TimeSpan.FromMinutes(1), HeartbeatTimeout = TimeSpan.FromMinutes(5) };
}
