using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// A peer that missed more than the log keeps is sent everything, and told of the differences; one that missed less, or nothing, is
/// told what happened. The log is as small as options allow, and the values are large.
/// </summary>
public sealed class ForcedSyncTests
{
    private static readonly Workers.Key Large = new("large", 0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Only_who_fell_off_the_log_is_synced(int seed)
    {
        await using var cluster = await GroupCluster.StartAsync(seed, 3, options => options.LogBytes = 64 << 10);
        using var process = cluster.Node(0).Spawn();
        var stays = cluster[0].Register(process, new("stays", 0), Value(0));
        var goes = cluster[0].Register(process, new("goes", 0), Value(0));
        var changes = cluster[0].Register(process, Large, Value(0));
        var ofB = cluster[1].Register(Nodes.Orders, Nodes.Load(-1));
        cluster.AssertAgreement();
        using var onB = cluster[1].MonitorScope();
        using var onC = cluster[2].MonitorScope();

        cluster.Network.Pause("a", "b");
        goes.Dispose();
        var comes = cluster[0].Register(process, new("comes", 0), Value(1));
        for (var version = 1; version <= 30; version++)
        {
            changes.Update(Value(version));
            cluster.Network.Run();
        }

        cluster.Network.Replace("a", "b");
        cluster.AssertAgreement("caught up");

        // c was told everything; b the differences, and that it has all of a now.
        Assert.Equal(32, onC.ReadAvailable().Count);
        var told = onB.ReadAvailable();
        Assert.Equal(ChangeKind.Synced, told[^1].Kind);
        Assert.Equal(
            [$"Left {goes.Id} Missed", $"Joined {comes.Id} 1", $"Updated {changes.Id} 30"],
            told.SkipLast(1).OrderBy(change => change.Kind switch { ChangeKind.Left => 0, ChangeKind.Joined => 1, _ => 2 }).Select(change => change.Kind switch
            {
                ChangeKind.Left => $"Left {change.Entry.Id} {change.Reason}",
                _ => $"{change.Kind} {change.Entry.Id} {change.Value.Load}",
            }));
        Assert.Equal((0, 30), (told.First(change => change.Kind == ChangeKind.Updated).OldValue.Load, cluster[1].Lookup(Large).Single().Value.Load));
        Assert.True(stays.IsRegistered);
        Assert.Contains(cluster[0].Entries(), entry => entry.Id == ofB.Id);

        // From here on it is told again what happens.
        comes.Dispose();
        changes.Update(Value(31));
        cluster.AssertAgreement("live again");
        Assert.Equal([ChangeKind.Left, ChangeKind.Updated], onB.ReadAvailable().Select(change => change.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Who_falls_off_again_while_being_synced_is_right_in_the_end(int seed)
    {
        await using var cluster = await GroupCluster.StartAsync(seed, 2, options => options.LogBytes = 64 << 10);
        using var process = cluster.Node(0).Spawn();
        var random = new Random(seed);
        var entries = Enumerable.Range(0, 40).Select(i => cluster[0].Register(process, new("large", i), Value(0))).ToList();
        cluster.AssertAgreement();
        var resyncs = 0;
        for (var round = 0; round < 12; round++)
        {
            cluster.Network.Pause("a", "b");
            Change(15);
            cluster.Network.Replace("a", "b");
            while (cluster[1].Peers.All(peer => peer.IsComplete) && cluster.Network.Step())
            {
            }

            resyncs += cluster[1].Peers.Any(peer => !peer.IsComplete) ? 1 : 0;
            for (var i = random.Next(4); i > 0 && cluster.Network.Step(); i--)
            {
            }

            // More than the log keeps, while the sync is on its way.
            Change(random.Next(20));
            if (round % 3 == 2)
            {
                cluster.Network.Resume("a", "b");
                cluster.AssertAgreement($"round {round}");
            }
        }

        cluster.AssertAgreement("at rest");
        Assert.True(Assert.Single(cluster[1].Peers).IsComplete);
        Assert.Equal(entries.Count, cluster[1].Count);
        Assert.InRange(resyncs, 6, 12);

        void Change(int count)
        {
            for (; count > 0; count--)
            {
                var at = random.Next(entries.Count);
                if (random.Next(3) == 0)
                {
                    entries[at].Dispose();
                    entries[at] = cluster[0].Register(process, new("large", random.Next(60)), Value(count));
                }
                else
                {
                    entries[at].Update(value => value with { Load = value.Load + 1 });
                }
            }
        }
    }

    /// <summary>Three of these fit into the log.</summary>
    private static Workers.Value Value(int load) => new(new string('x', 20_000), load);
}
