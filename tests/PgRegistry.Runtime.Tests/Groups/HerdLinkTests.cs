using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Ten thousand keys, and two thousand resyncs that wait at the same time on a network that stands still: two thousand links that replace
/// each other, two thousand openings of the scope. A new entry gets through all the same, and the work is counted in steps, each of which
/// moves a bounded number of bytes.
/// </summary>
public sealed class HerdLinkTests
{
    private const int Keys = 10_000;
    private const int Resyncs = 2_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Thousands_of_links_that_replace_each_other_cost_a_few_steps_each(bool isSyncNeeded)
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2, options => options.LogBytes = 64 << 10);
        using var process = cluster.Node(0).Spawn();
        Register(cluster[0], process);
        cluster.AssertAgreement();
        using var watch = cluster[1].MonitorScope();
        cluster.Network.Pause("a", "b");
        if (isSyncNeeded)
        {
            // More than the log keeps: every link that comes up has to bring everything.
            var changes = cluster[0].Register(process, new("changes", 0), Nodes.Load(0));
            for (var i = 1; i <= 5; i++)
            {
                changes.Update(new(new string('x', 20_000), i));
            }

            cluster.Network.Run();
        }

        for (var i = 0; i < Resyncs; i++)
        {
            cluster.Network.Replace("a", "b");
        }

        cluster[0].Register(process, new("joined", 0), Nodes.Load(1));
        var steps = cluster.Network.Run();
        Assert.InRange(steps, Resyncs, 20 * Resyncs);
        Assert.Equal(1, cluster[1].CountOf(new("joined", 0)));

        // Of what did not change nothing was told, and of what did what it is now.
        var told = watch.ReadAvailable();
        Assert.Equal(isSyncNeeded, told.Exists(change => change.Kind == ChangeKind.Synced));
        Assert.Equal(
            isSyncNeeded ? ["Joined changes 5", "Joined joined 1"] : ["Joined joined 1"],
            told.Where(change => change.Kind != ChangeKind.Synced).Select(change => $"{change.Kind} {change.Key.Queue} {change.Value.Load}"));
        cluster.AssertAgreement("at rest");
    }

    [Fact]
    public async Task Thousands_of_openings_of_a_scope_are_answered_with_one_sync()
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        using var process = cluster.Node(0).Spawn();
        Register(cluster[0], process);
        cluster.AssertAgreement();
        await cluster.RestartAsync(1);
        var stepsForOne = cluster.Network.Run();
        Assert.Equal(Keys, cluster[1].Count);
        for (var i = 0; i < Resyncs; i++)
        {
            await cluster.RestartAsync(1);
        }

        cluster[0].Register(process, new("joined", 0), Nodes.Load(1));
        Assert.InRange(cluster.Network.Run(), 1, stepsForOne + 20);
        Assert.Equal(1, cluster[1].CountOf(new("joined", 0)));
        cluster.AssertAgreement("at rest");
        Assert.Equal(Keys + 1, cluster[1].Count);
    }

    private static void Register(Workers workers, LocalProcess process)
    {
        for (var i = 0; i < Keys; i++)
        {
            workers.Register(process, new("group", i), Nodes.Load(i));
        }
    }
}
