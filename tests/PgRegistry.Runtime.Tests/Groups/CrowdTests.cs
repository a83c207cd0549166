using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A thousand processes come under one key and go in a drawn order, while a peer looks on.</summary>
public sealed class CrowdTests
{
    private const int Count = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task All_counts_agree_while_they_leave(int seed)
    {
        var random = new Random(seed);
        await using var cluster = await GroupCluster.StartAsync(seed, 3);
        var (onA, onB, peer) = (cluster[0], cluster[1], cluster[2]);
        var members = new List<(Workers On, LocalProcess Process, Registration<Workers.Key, Workers.Value> Entry)>();
        for (var i = 0; i < Count; i++)
        {
            var on = random.Next(4) == 0 ? 1 : 0;
            var process = cluster.Node(on).Spawn();
            members.Add((cluster[on], process, cluster[on].Register(process, Nodes.Orders, Nodes.Load(i))));
            Steps(random.Next(3));
        }

        cluster.AssertAgreement("all joined");
        Assert.Equal(Count, peer.CountOf(Nodes.Orders));
        await using var watch = new Watch<Workers.Key, Workers.Value>(peer.Monitor(Nodes.Orders));
        var seen = Count;
        while (members.Count > 0)
        {
            var at = random.Next(members.Count);
            var (on, process, entry) = members[at];
            members.RemoveAt(at);
            switch (random.Next(3))
            {
                case 0:
                    entry.Dispose();
                    break;
                case 1:
                    process.Dispose();
                    break;
                default:
                    Assert.True(on.Unregister(process, Nodes.Orders));
                    break;
            }

            Assert.Equal(members.Count(member => member.On == onA), onA.CountOn(onA.Node));
            Steps(random.Next(6));

            // The peer counts down, and never below what is there.
            var now = peer.CountOf(Nodes.Orders);
            Assert.True(now <= seen && now >= members.Count, $"seed {seed}: the peer counts {now} after {seen}, and {members.Count} are there");
            seen = now;
            if (members.Count % 100 == 0)
            {
                cluster.AssertAgreement($"{members.Count} are there");
                Assert.True(
                    new[] { onA, onB, peer }.All(node => node.CountOf(Nodes.Orders) == members.Count && node.Count == members.Count && node.Lookup(Nodes.Orders).Count == members.Count),
                    $"seed {seed}: {onA.Count}, {onB.Count} and {peer.Count} are counted, and {members.Count} are there");
                Assert.True(
                    peer.Lookup(Nodes.Orders).Select(member => member.Pid).ToHashSet().SetEquals(members.Select(member => member.Process.Pid)),
                    $"seed {seed}: others than are there");
            }
        }

        Assert.Empty(peer.Keys());
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(ChangeKind.Left, (await watch.NextAsync()).Kind);
        }

        Assert.Empty(watch.View);

        void Steps(int count)
        {
            for (var i = 0; i < count && cluster.Network.Step(); i++)
            {
            }
        }
    }
}
