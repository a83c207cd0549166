using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A link that returns costs what changed meanwhile; what is kept for that is seen by nobody, bounded, and of use only for the same instance.</summary>
public sealed class RetentionTests
{
    private const int Entries = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task When_nothing_changed_a_heal_costs_next_to_nothing(int seed)
    {
        await using var cluster = await GroupCluster.StartAsync(seed, 2);
        using var process = cluster.Node(0).Spawn();
        Fill(cluster, process);
        using var watch = cluster[1].MonitorScope(new() { Capacity = 3 * Entries });

        cluster.Cut(0, 1);
        cluster.AssertAgreement("cut");
        Assert.Equal((0, 0, 0, 0), (cluster[1].Count, cluster[1].Keys().Count, cluster[1].CountOn(cluster.Node(0).Id), cluster[1].KeysOf(process.Pid).Count));
        Assert.Empty(cluster[1].Peers);

        Assert.InRange(BytesOf(cluster, () => cluster.Heal(0, 1)), 1, 4096);
        cluster.AssertAgreement("healed");
        Assert.Equal([new ScopePeer(cluster.Node(0).Id, IsComplete: true)], cluster[1].Peers);

        // Everything left, everything came back in the order of its joining, and then it was complete.
        var changes = watch.ReadAvailable();
        Assert.Equal((2 * Entries) + 1, changes.Count);
        Assert.All(changes.Take(Entries), change => Assert.Equal((ChangeKind.Left, LeaveReason.NodeDown), (change.Kind, change.Reason)));
        Assert.All(changes.Skip(Entries).Take(Entries), change => Assert.Equal(ChangeKind.Joined, change.Kind));
        Assert.Equal(Enumerable.Range(1, Entries).Select(tag => (long)tag), changes.Skip(Entries).Take(Entries).Select(change => change.Entry.Id.Tag));
        Assert.Equal(ChangeKind.Synced, changes[^1].Kind);
        await cluster[0].ReplicatedAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline.Length, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_changed_meanwhile_is_sent_and_told_as_one_net_change(int seed)
    {
        await using var cluster = await GroupCluster.StartAsync(seed, 2);
        using var process = cluster.Node(0).Spawn();
        var entries = Fill(cluster, process);
        var exiting = cluster.Node(0).Spawn();
        for (var i = 0; i < 10; i++)
        {
            cluster[0].Register(exiting, Key(i), Nodes.Load(-1));
        }

        cluster.Network.Run();
        using var watch = cluster[1].MonitorScope(new() { Capacity = 3 * Entries });
        cluster.Split([0], [1]);
        _ = watch.ReadAvailable();

        var changes = BytesOf(cluster, () =>
        {
            // None of it has anywhere to go.
            entries[7].Dispose();
            entries[8].Update(Nodes.Load(99));
            exiting.Dispose();
            entries[9].Update(Nodes.Load(98));
            entries[9].Dispose();
            cluster[0].Register([process, process], Key(7), Nodes.Load(97));
        });
        Assert.Equal(0, changes);

        Assert.InRange(BytesOf(cluster, () => cluster.Heal(0, 1)), 1, 4096);
        cluster.AssertAgreement("healed");
        var told = watch.ReadAvailable();
        Assert.Equal(Entries, told.Count(change => change.Kind == ChangeKind.Joined));
        Assert.Equal([ChangeKind.Synced], told.Where(change => change.Kind != ChangeKind.Joined).Select(change => change.Kind));
        Assert.DoesNotContain(told, change => change.Kind == ChangeKind.Joined && (change.Entry.Id == entries[7].Id || change.Entry.Id == entries[9].Id || change.Value.Load == -1));
        Assert.Equal(99, told.Single(change => change.Kind == ChangeKind.Joined && change.Entry.Id == entries[8].Id).Value.Load);
    }

    [Fact]
    public async Task The_link_may_be_lost_again_before_everything_is_there()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            await using var cluster = await GroupCluster.StartAsync(seed, 2, options => options.Tuning = new() { SliceEntries = 2, SyncChunkBytes = 40 });
            var random = new Random(seed);
            using var process = cluster.Node(0).Spawn();
            var entries = Enumerable.Range(0, 20).Select(i => cluster[0].Register(process, Key(i), Nodes.Load(i))).ToList();
            cluster.Network.Run();
            for (var round = 0; round < 4; round++)
            {
                cluster.Cut(0, 1);
                Steps(cluster, random.Next(20));
                entries[random.Next(entries.Count)].Update(Nodes.Load(1000 + round));
                entries[random.Next(entries.Count)].Dispose();
                cluster[0].Register(process, Key(100 + round), Nodes.Load(round));
                cluster.Heal(0, 1);
                Steps(cluster, random.Next(30));
                if (round % 2 == 0)
                {
                    cluster.Network.Replace("a", "b");
                }
            }

            cluster.AssertAgreement("at rest");
        }
    }

    [Fact]
    public async Task More_than_is_kept_is_synced_and_nothing_at_all_when_that_is_wanted()
    {
        foreach (var configure in new Action<RegistryNodeOptions>[] { options => options.MaxRetainedEntries = Entries - 1, options => options.RetentionTime = TimeSpan.Zero })
        {
            await using var cluster = await GroupCluster.StartAsync(1, 2, configure);
            using var process = cluster.Node(0).Spawn();
            Fill(cluster, process);
            cluster.Split([0], [1]);

            Assert.InRange(BytesOf(cluster, () => cluster.Heal(0, 1)), 10 * Entries, long.MaxValue);
            cluster.AssertAgreement("synced");
        }
    }

    [Fact]
    public async Task What_was_kept_too_long_is_forgotten()
    {
        var time = new ManualTime();
        await using var cluster = await GroupCluster.StartAsync(1, 2, options => (options.TimeProvider, options.RetentionTime) = (time, TimeSpan.FromSeconds(30)));
        using var process = cluster.Node(0).Spawn();
        Fill(cluster, process);
        cluster.Split([0], [1]);
        for (var second = 0; second < 40; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            cluster.Network.Run();
        }

        Assert.InRange(BytesOf(cluster, () => cluster.Heal(0, 1)), 10 * Entries, long.MaxValue);
        cluster.AssertAgreement("synced");
    }

    [Fact]
    public async Task Another_instance_begins_with_nothing()
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        using var process = cluster.Node(0).Spawn();
        cluster[0].Register(process, Key(1), Nodes.Load(1));
        cluster.Split([0], [1]);
        await cluster.RestartAsync(0);
        cluster[0].Register(process, Key(2), Nodes.Load(2));

        cluster.Heal(0, 1);
        cluster.AssertAgreement("healed");
        Assert.Equal([Key(2)], cluster[1].Keys());
    }

    private static List<Registration<Workers.Key, Workers.Value>> Fill(GroupCluster cluster, LocalProcess process)
    {
        var entries = Enumerable.Range(0, Entries).Select(i => cluster[0].Register(process, Key(i), Nodes.Load(i))).ToList();
        cluster.AssertAgreement("filled");
        return entries;
    }

    private static Workers.Key Key(int number) => new("kept", number);

    private static long BytesOf(GroupCluster cluster, Action action)
    {
        var before = cluster.Network.BytesSent;
        action();
        cluster.Network.Run();
        return cluster.Network.BytesSent - before;
    }

    private static void Steps(GroupCluster cluster, int count)
    {
        while (count-- > 0 && cluster.Network.Step())
        {
        }
    }
}
