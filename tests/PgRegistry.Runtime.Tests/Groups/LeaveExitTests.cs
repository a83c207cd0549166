using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A process is unregistered while it exits: its entry leaves exactly once, for one reason, which is the same everywhere.</summary>
public sealed class LeaveExitTests
{
    [Theory]
    [InlineData("dispose, exit", LeaveReason.Unregistered)]
    [InlineData("unregister, exit", LeaveReason.Unregistered)]
    [InlineData("exit, dispose", LeaveReason.Exited)]
    [InlineData("exit, unregister", LeaveReason.Exited)]
    public async Task What_comes_first_is_the_reason(string order, LeaveReason reason)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            await using var cluster = await GroupCluster.StartAsync(seed, 2);
            using var process = cluster.Node(0).Spawn();
            var mine = cluster[0].Register(process, Nodes.Orders, Nodes.Load(1));
            var other = cluster[0].Register(process, new("mail", 2), Nodes.Load(2));
            cluster.Network.Run();
            using var here = cluster[0].MonitorScope();
            using var there = cluster[1].MonitorScope();
            foreach (var what in order.Split(", "))
            {
                switch (what)
                {
                    case "dispose":
                        mine.Dispose();
                        break;
                    case "unregister":
                        Assert.Equal(reason == LeaveReason.Unregistered, cluster[0].Unregister(process, Nodes.Orders));
                        break;
                    default:
                        process.Dispose();
                        break;
                }
            }

            cluster.AssertAgreement(order);
            foreach (var monitor in new[] { here, there })
            {
                var left = monitor.ReadAvailable().ToDictionary(change => change.Entry.Id, change => change.Reason);
                Assert.Equal(2, left.Count);
                Assert.Equal((reason, LeaveReason.Exited), (left[mine.Id], left[other.Id]));
            }
        }
    }

    [Fact]
    public async Task All_at_once_each_entry_leaves_once_for_one_reason_here_and_there()
    {
        const int Rounds = 150;
        const int Entries = 8;
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        var workers = cluster[0];
        using var here = workers.MonitorScope();
        using var there = cluster[1].MonitorScope();
        var registered = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var process = cluster.Node(0).Spawn();
            var entries = Enumerable.Range(0, Entries).Select(i => workers.Register(process, new("orders", i % 3), Nodes.Load(i))).ToList();
            registered += Entries;
            await Nodes.TogetherAsync(
                process.Dispose,
                () => entries.ForEach(entry => entry.Dispose()),
                () =>
                {
                    for (var i = 0; i < Entries; i++)
                    {
                        workers.Unregister(process, new("orders", i % 3));
                    }
                },
                () => registered += RegisterWhileAlive(workers, process));
            Assert.Empty(workers.KeysOf(process.Pid));
        }

        cluster.AssertAgreement();
        Assert.Equal(0, cluster[1].Count);
        var leftHere = Left(here);
        var leftThere = Left(there);
        Assert.Equal(registered, leftHere.Count);
        Assert.Equal(leftHere, leftThere);
    }

    [Fact]
    public async Task A_registration_that_is_disposed_while_its_process_ends_is_gone_when_that_returns()
    {
        // So few in one hold of the lock that most are still there when the first is not.
        await using var node = await Nodes.StartAsync(configure: options => options.Tuning = new() { SliceEntries = 1 });
        var workers = node.Open<Workers>();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        for (var round = 0; round < 60; round++)
        {
            var process = node.Spawn();
            var entries = Enumerable.Range(0, 3000).Select(i => workers.Register(process, new("orders", i), Nodes.Load(i))).ToList();
            var left = 0;
            await Nodes.TogetherAsync(
                process.Dispose,
                () =>
                {
                    while (process.IsAlive)
                    {
                    }

                    for (var i = entries.Count - 1; i >= 0; i--)
                    {
                        entries[i].Dispose();
                        left += workers.CountOf(entries[i].Key);
                        left += entries[i].IsRegistered ? 1 : 0;
                    }
                });
            Assert.Equal(0, left);
            Assert.Equal(0, workers.Count);
        }

        await workers.DisposeAsync();
        await watch.ToEndAsync();
        Assert.Empty(watch.View);
    }

    private static int RegisterWhileAlive(Workers workers, LocalProcess process)
    {
        var count = 0;
        try
        {
            for (; count < 50; count++)
            {
                workers.Register(process, new("orders", count % 3), Nodes.Load(count));
            }
        }
        catch (ObjectDisposedException)
        {
            // The process has ended.
        }

        return count;
    }

    /// <summary>Why each entry left. Two changes of one entry would be two of a key.</summary>
    private static Dictionary<EntryId, LeaveReason> Left(ScopeMonitor<Workers.Key, Workers.Value> monitor) =>
        monitor.ReadAvailable().Where(change => change.Kind == ChangeKind.Left).ToDictionary(change => change.Entry.Id, change => change.Reason);
}
