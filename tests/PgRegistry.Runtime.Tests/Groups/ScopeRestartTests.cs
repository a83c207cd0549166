using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A scope is closed and opened again: another instance, whose entries are never taken for those of the former (invariant 4).</summary>
public sealed class ScopeRestartTests
{
    [Fact]
    public async Task Its_own_entries_are_gone_everywhere_and_those_of_its_peers_come_back()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            await using var cluster = await GroupCluster.StartAsync(seed, 3);
            using var process = cluster.Node(0).Spawn();
            var old = new[] { cluster[0].Register(process, Nodes.Orders, Nodes.Load(1)), cluster[0].Register(process, Nodes.Orders, Nodes.Load(2)) };
            var ofB = cluster[1].Register(Nodes.Orders, Nodes.Load(3));
            cluster.AssertAgreement();
            var ended = new Watch<Workers.Key, Workers.Value>(cluster[0].MonitorScope());
            using var onB = cluster[1].MonitorScope();
            var again = await cluster.RestartAsync(0);
            Assert.Equal(0, again.Count);
            Assert.Empty(await ended.ToEndAsync());

            cluster.AssertAgreement("restarted");
            Assert.Equal(ofB.Pid, Assert.Single(again.Lookup(Nodes.Orders)).Pid);
            Assert.Equal(ofB.Pid, Assert.Single(cluster[2].Lookup(Nodes.Orders)).Pid);
            Assert.All(onB.ReadAvailable().Where(change => change.Kind != ChangeKind.Synced), change => Assert.Equal(LeaveReason.ScopeClosed, change.Reason));
            Assert.True(process.IsAlive);

            // The former handles mean nothing to the new instance, nor to the peers.
            var now = again.Register(process, Nodes.Orders, Nodes.Load(1));
            Assert.Equal(old[0].Id.Tag, now.Id.Tag);
            Assert.False(old[0].IsRegistered);
            Assert.False(old[0].Update(Nodes.Load(99)));
            Assert.False(old[0].Update(_ => Nodes.Load(99)));
            old[0].Dispose();
            cluster.AssertAgreement("joined again");
            Assert.Equal([Nodes.Load(1)], cluster[1].Values(process.Pid, Nodes.Orders));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Equal_tags_of_two_instances_never_meet_also_when_the_news_is_lost(bool isLost)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            await using var cluster = await GroupCluster.StartAsync(seed, 2);
            using var process = cluster.Node(0).Spawn();
            var old = cluster[0].Register(process, Nodes.Orders, Nodes.Load(1));
            cluster.AssertAgreement();
            using var onB = cluster[1].MonitorScope();
            if (isLost)
            {
                cluster.Network.Pause("a", "b");
            }

            // The same in every respect but the instance: slot and tag, process, key and value.
            var again = await cluster.RestartAsync(0);
            var now = again.Register(process, Nodes.Orders, Nodes.Load(1));
            Assert.Equal(old.Id.Tag, now.Id.Tag);
            Assert.NotEqual(old.Id, now.Id);
            if (isLost)
            {
                cluster.Network.Run();
                cluster.Network.Replace("a", "b");
            }

            cluster.AssertAgreement(isLost ? "lost" : "told");
            Assert.Equal(
                [$"Left {old.Id} ScopeClosed", $"Joined {now.Id}"],
                onB.ReadAvailable().Where(change => change.Kind != ChangeKind.Synced)
                    .Select(change => change.Kind == ChangeKind.Left ? $"Left {change.Entry.Id} {change.Reason}" : $"{change.Kind} {change.Entry.Id}"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Of_many_restarts_on_both_sides_the_last_ones_count(int stepsBetween)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            await using var cluster = await GroupCluster.StartAsync(seed, 2);
            using var ofA = cluster.Node(0).Spawn();
            using var ofB = cluster.Node(1).Spawn();
            for (var round = 0; round < 6; round++)
            {
                var side = (seed + round) % 2;
                cluster[side].Register(side == 0 ? ofA : ofB, Nodes.Orders, Nodes.Load(-round));
                var again = await cluster.RestartAsync(round % 2);
                again.Register(round % 2 == 0 ? ofA : ofB, Nodes.Orders, Nodes.Load(round));
                for (var i = 0; i < stepsBetween && cluster.Network.Step(); i++)
                {
                }
            }

            cluster.AssertAgreement($"{stepsBetween} steps between");
            for (var side = 0; side < 2; side++)
            {
                // One each, and perhaps what the side whose turn it was registered after its last restart.
                Assert.Contains(Nodes.Load(4), cluster[side].Values(ofA.Pid, Nodes.Orders));
                Assert.Contains(Nodes.Load(5), cluster[side].Values(ofB.Pid, Nodes.Orders));
                Assert.InRange(cluster[side].Count, 2, 3);
            }

            ofA.Dispose();
            ofB.Dispose();
            cluster.AssertAgreement("ended");
            Assert.Equal((0, 0), (cluster[0].Count, cluster[1].Count));
        }
    }
}
