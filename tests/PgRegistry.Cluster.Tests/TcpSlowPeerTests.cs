using PgRegistry.Cluster;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>A peer that reads one byte a second, or stops reading, costs the others nothing.</summary>
public sealed class TcpSlowPeerTests
{
    private const int Entries = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task A_peer_that_hardly_reads_costs_the_others_nothing_and_is_lost_in_time(int bytesInASecond)
    {
        var time = new ManualTime();
        await using var relay = new TcpRelay();
        relay.Target = FreePort.NextAddress();
        var toSlow = TcpPair.Options("slow", time, []);
        toSlow.Listen = relay.Target;
        toSlow.Advertise = relay.Address;
        await using var slow = await RegistryNode.StartAsync(toSlow);
        using var ofSlow = slow.Open<TcpWorkers>().Register(new("slow", 1), new(1));
        await using var pair = await TcpPair.StartAsync(optionsFor: Small, time: time, moreSeeds: relay.Address);
        await TcpPair.CompleteAsync(pair.OnA, "slow");
        var ofB = pair.OnB.Register(new("b", 1), new(1));
        await pair.OnB.ReplicatedAsync(Deadline.Token());
        await using var slowAtA = new TcpWatch(pair.OnA, new("slow", 1));
        await using var ofBAtA = new TcpWatch(pair.OnA, new("b", 1));

        relay.There.Close();
        var connection = ((TcpMesh)pair.A.Network!).Connections.Single(connection => connection.Remote == slow.Id);
        var payload = new byte[64 << 10];
        while (!connection.IsFull)
        {
            pair.A.Core.SendMessage(slow.Id, 1, [1], 0, payload);
        }

        for (var i = 0; i < Entries; i++)
        {
            pair.OnA.Register(new("a", i), new(i));
            if (i % 1000 == 0)
            {
                pair.A.Core.SendMessage(slow.Id, 1, [1], 0, payload);
            }
        }

        await AllAsync(pair.OnB, pair.A.Id);
        Assert.InRange(connection.UnsentBytes, 1, pair.A.Options.MaxQueuedMessageBytes + (1 << 20));
        Assert.True(pair.A.DroppedMessages > 0);
        Assert.Contains(slow.Id, pair.A.Peers);

        // The last step is heard when the tick of the one before is over; the grace of a close counts from that, on the same clock.
        for (var i = 0; i < TcpPair.TimeoutSteps + 5; i++)
        {
            relay.There.Let(bytesInASecond);
            pair.Step();
        }

        Assert.Equal(["Left slow1 NodeDown"], await slowAtA.UntilAsync("Left slow1 NodeDown"));
        await connection.Ended.WaitAsync(Deadline.Length);
        ofB.Dispose();
        Assert.Equal(["Left b1 Unregistered"], await ofBAtA.UntilAsync("Left b1 Unregistered"));
        Assert.Equal(Entries, pair.OnB.CountOn(pair.A.Id));
    }

    private static RegistryNodeOptions Small(string name, string[] seeds)
    {
        var options = TcpNode.Options(name, seeds);
        options.LogBytes = 1 << 20;
        options.MaxQueuedMessageBytes = 2 << 20;
        return options;
    }

    private static async Task AllAsync(TcpWorkers scope, NodeId of)
    {
        await using var watch = scope.MonitorScope();
        await using var changes = watch.GetAsyncEnumerator(Deadline.Token());
        while (scope.CountOn(of) < Entries)
        {
            Assert.True(await changes.MoveNextAsync());
        }
    }
}
