using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Many members, of several nodes, and of one process many times.</summary>
public sealed class ManyMembersTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(2, 16)]
    [InlineData(3, 16)]
    [InlineData(4, 3)]
    [InlineData(5, 200)]
    public async Task Of_a_process_that_joined_many_times_the_most_recent_entries_leave_first_on_every_node(int seed, int times)
    {
        await using var cluster = await GroupCluster.StartAsync(seed, 3);
        var processes = Enumerable.Range(0, 3).Select(i => cluster.Node(i).Spawn()).ToList();
        for (var i = 0; i < times; i++)
        {
            // One after the other, so that members of three nodes stand mixed.
            for (var node = 0; node < 3; node++)
            {
                cluster[node].Register(processes[node], Nodes.Orders, Nodes.Load(i));
                cluster.Network.Step();
            }
        }

        cluster.AssertAgreement("joined");
        Assert.All(Enumerable.Range(0, 3), node => Assert.Equal(3 * times, cluster[node].CountOf(Nodes.Orders)));
        var leaving = times / 4;
        cluster[0].Update(processes[0], Nodes.Orders, value => value with { Load = value.Load + 1000 });
        for (var i = 0; i < leaving; i++)
        {
            Assert.True(cluster[0].Unregister(processes[0], Nodes.Orders));
            Assert.True(cluster[1].Unregister(processes[1], Nodes.Orders));
        }

        cluster.AssertAgreement("left");
        for (var node = 0; node < 3; node++)
        {
            Assert.Equal(Enumerable.Range(1000, times - leaving).Select(Nodes.Load), cluster[node].Values(processes[0].Pid, Nodes.Orders));
            Assert.Equal(Enumerable.Range(0, times - leaving).Select(Nodes.Load), cluster[node].Values(processes[1].Pid, Nodes.Orders));
            Assert.Equal(Enumerable.Range(0, times).Select(Nodes.Load), cluster[node].Values(processes[2].Pid, Nodes.Orders));
            Assert.Equal(times, cluster[2].CountOn(cluster.Node(2).Id));
        }

        // A node goes: with it all of its members, and no others.
        cluster.Cut(0, 2);
        cluster.AssertAgreement("c is out of a's reach");
        Assert.Empty(cluster[0].Values(processes[2].Pid, Nodes.Orders));
        Assert.Equal(2 * (times - leaving), cluster[0].CountOf(Nodes.Orders));
        Assert.Equal(times, cluster[1].Values(processes[2].Pid, Nodes.Orders).Count);
        processes.ForEach(process => process.Dispose());
        cluster.AssertAgreement("all ended");
        Assert.All(Enumerable.Range(0, 3), node => Assert.Empty(cluster[node].Keys()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_process_under_many_keys_exits_with_one_event_for_each_entry_and_one_operation_for_all(int seed)
    {
        const int Keys = 3000;
        await using var cluster = await GroupCluster.StartAsync(seed, 3);
        using var process = cluster.Node(0).Spawn();
        using var stays = cluster.Node(0).Spawn();
        var ids = new HashSet<EntryId>();
        for (var i = 0; i < Keys; i++)
        {
            ids.Add(cluster[0].Register(process, new("orders", i), Nodes.Load(i)).Id);
        }

        for (var i = 0; i < 200; i++)
        {
            // Several times under one key, in a group that has others.
            ids.Add(cluster[0].Register(process, Nodes.Orders, Nodes.Load(-i)).Id);
            cluster[0].Register(stays, Nodes.Orders, Nodes.Load(i));
            cluster[1].Register(Nodes.Orders, Nodes.Load(i));
        }

        cluster.AssertAgreement("joined");
        Assert.Equal(Keys, cluster[1].KeysOf(process.Pid).Count);
        var monitors = Enumerable.Range(0, 3).Select(node => cluster[node].MonitorScope()).ToList();
        process.Dispose();
        Assert.Equal([Nodes.Orders], cluster[0].Keys());
        var steps = cluster.Network.Run();
        cluster.AssertAgreement("exited");
        for (var node = 0; node < 3; node++)
        {
            var told = monitors[node].ReadAvailable();
            Assert.All(told, change => Assert.Equal((ChangeKind.Left, LeaveReason.Exited, process.Pid), (change.Kind, change.Reason, change.Pid)));
            Assert.Equal(ids.Count, told.Count);
            Assert.True(ids.SetEquals(told.Select(change => change.Entry.Id)));
            Assert.Equal([Nodes.Orders], cluster[node].Keys());
            Assert.Equal(400, cluster[node].CountOf(Nodes.Orders));
            Assert.Empty(cluster[node].KeysOf(process.Pid));
            monitors[node].Dispose();
        }

        // As many steps as the exit of a process with one entry takes.
        using (cluster[0].Register(new("one", 0), Nodes.Load(0)))
        {
            cluster.Network.Run();
        }

        Assert.InRange(steps, 1, cluster.Network.Run() + 10);
    }

    [Fact]
    public async Task Members_that_joined_before_and_after_a_node_was_there_are_all_seen_by_it()
    {
        await using var cluster = await GroupCluster.StartAsync(1, 1);
        using var process = cluster.Node(0).Spawn();
        cluster[0].Register(process, Nodes.Orders, Nodes.Load(1));
        await cluster.AddAsync();
        cluster[0].Register(process, Nodes.Orders, Nodes.Load(2));
        for (var i = 0; i < 5; i++)
        {
            cluster.Network.Step();
        }

        cluster[0].Register(process, Nodes.Orders, Nodes.Load(3));
        cluster.AssertAgreement();
        Assert.Equal([Nodes.Load(1), Nodes.Load(2), Nodes.Load(3)], cluster[1].Values(process.Pid, Nodes.Orders));
    }
}
