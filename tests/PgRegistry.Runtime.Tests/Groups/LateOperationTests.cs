using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Something is done, and after each number of steps something befalls the link that the news travels on: it may be on its way, half
/// told, or told. Whatever was lost, both sides agree in the end, and on the way no state is seen that never was.
/// </summary>
public sealed class LateOperationTests
{
    [Theory]
    [InlineData("leave")]
    [InlineData("join")]
    [InlineData("update")]
    [InlineData("exit")]
    public async Task What_was_sent_before_a_cut_changes_nothing_after_it(string what)
    {
        var met = await AtEveryStepAsync(what, cluster =>
        {
            cluster.Cut(0, 1);
            using var there = cluster[1].MonitorScope();
            cluster.AssertAgreement("cut");
            Assert.Equal((0, 0), (cluster.Seen(1, 0).Count, cluster.Seen(0, 1).Count));
            Assert.All(there.ReadAvailable(), change => Assert.Equal(LeaveReason.NodeDown, change.Reason));
            cluster.Heal(0, 1);
        });
        Assert.InRange(met.Untold, 1, int.MaxValue);
        Assert.InRange(met.Told, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("leave")]
    [InlineData("join")]
    [InlineData("update")]
    [InlineData("exit")]
    public async Task A_link_that_is_lost_and_comes_back_brings_the_end_state(string what) =>
        await AtEveryStepAsync(what, cluster => cluster.Network.Drop("a", "b"));

    [Theory]
    [InlineData("leave", false)]
    [InlineData("join", false)]
    [InlineData("update", false)]
    [InlineData("exit", false)]
    [InlineData("leave", true)]
    [InlineData("join", true)]
    [InlineData("update", true)]
    [InlineData("exit", true)]
    public async Task A_link_that_is_replaced_tells_once_and_takes_nothing_back(string what, bool isOldOnePaused)
    {
        await AtEveryStepAsync(what, cluster =>
        {
            var before = cluster.Seen(1, 0);
            var after = cluster.Seen(0, 0);
            if (isOldOnePaused)
            {
                cluster.Network.Pause("a", "b");
            }

            cluster.Network.Replace("a", "b");
            using var there = cluster[1].MonitorScope();
            var isTold = before.SetEquals(after);

            // What the old link held back comes at any moment of the new one's coming up.
            var resumeAt = cluster.Seed * 3;
            for (var step = 0; cluster.Network.Step() || step <= resumeAt; step++)
            {
                if (step == resumeAt)
                {
                    cluster.Network.Resume("a", "b");
                }

                var seen = cluster.Seen(1, 0);
                Assert.True(seen.SetEquals(after) || (!isTold && seen.SetEquals(before)), $"seed {cluster.Seed}: {string.Join("; ", seen)} never was, or not any more");
                isTold |= seen.SetEquals(after);
            }

            var told = there.ReadAvailable().Where(change => change.Kind != ChangeKind.Synced).ToList();
            Assert.True(told.Count == (before.SetEquals(after) ? 0 : 1), $"seed {cluster.Seed}: told {string.Join("; ", told)}");
        });
    }

    /// <summary>For several seeds and each number of steps; returns how often the peer had been told when the fault came, and how often not.</summary>
    private static async Task<(int Told, int Untold)> AtEveryStepAsync(string what, Action<GroupCluster> fault)
    {
        var (told, untold) = (0, 0);
        for (var seed = 1; seed <= 4; seed++)
        {
            var isMore = true;
            for (var steps = 0; isMore; steps++)
            {
                await using var cluster = await GroupCluster.StartAsync(seed, 2);
                using var process = cluster.Node(0).Spawn();
                using var other = cluster.Node(0).Spawn();
                var mine = cluster[0].Register(process, Nodes.Orders, Nodes.Load(1));
                cluster[0].Register(other, Nodes.Orders, Nodes.Load(2));
                cluster[1].Register(Nodes.Orders, Nodes.Load(3));
                cluster.AssertAgreement();
                switch (what)
                {
                    case "leave":
                        mine.Dispose();
                        break;
                    case "join":
                        cluster[0].Register(process, Nodes.Orders, Nodes.Load(4));
                        break;
                    case "update":
                        mine.Update(Nodes.Load(5));
                        break;
                    default:
                        process.Dispose();
                        break;
                }

                for (var i = 0; i < steps && isMore; i++)
                {
                    isMore = cluster.Network.Step();
                }

                var isTold = cluster.Seen(1, 0).SetEquals(cluster.Seen(0, 0));
                told += isTold ? 1 : 0;
                untold += isTold ? 0 : 1;
                fault(cluster);
                cluster.AssertAgreement($"{what}, after {steps} steps");
                Assert.Equal(cluster[0].Count, cluster[1].Count);
            }
        }

        return (told, untold);
    }
}
