using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Processes that have ended, or are about to, hold nothing and get nothing, here and at the peers.</summary>
public sealed class DeadProcessTests
{
    [Fact]
    public async Task What_is_refused_to_an_ended_process_is_not_told_to_anybody()
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        var process = cluster.Node(0).Spawn();
        process.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cluster[0].Register(process, Nodes.Orders, Nodes.Load(1)));
        Assert.False(cluster[0].Unregister(process, Nodes.Orders));
        Assert.False(cluster[0].Update(process, Nodes.Orders, Nodes.Load(2)));
        Assert.Equal(0, cluster.Network.Run());
        Assert.Equal((0, 0), (cluster[0].Count, cluster[1].Count));
    }

    [Fact]
    public async Task The_unique_key_of_a_process_that_is_ending_is_free_at_once_and_changes_hands_in_order()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            await using var a = await Nodes.StartAsync("a", network, configure: options => options.TimeProvider = new ManualTime());
            await using var b = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = new ManualTime());
            var workers = a.Open<Workers>();
            var onA = a.Open<Sessions>();
            var onB = b.Open<Sessions>();
            var key = new Sessions.Key("ann");
            using var dying = a.Spawn();
            workers.Register(dying, Nodes.Orders, Nodes.Load(1));
            onA.Register(dying, key, new("phone", 1));
            onA.Register(dying, new("bob"), new("phone", 2));
            network.Run();
            using var here = onA.MonitorScope();
            using var there = onB.MonitorScope();

            // Its end stands still in the first scope; in the second its entries are still to be read, and say nothing any more.
            Task ending = Task.CompletedTask;
            Registration<Sessions.Key, Sessions.Value> next = default;
            workers.Scope.Core.WhileUnchanged(() =>
            {
                ending = Task.Run(dying.Dispose);
                Assert.True(SpinWait.SpinUntil(() => !dying.IsAlive, Deadline.Length));
                Assert.Equal(2, onA.Count);
                Assert.True(onA.TryRegister(key, new("tablet", 3), out next, out var holder), $"{holder} is ending and blocks");
                Assert.Equal(next.Pid, onA.WhereIs(key));
                Assert.Throws<ObjectDisposedException>(() => onA.Register(dying, new("eve"), new("phone", 4)));
                Assert.False(ending.IsCompleted);
            });
            await ending.WaitAsync(Deadline.Token());
            while (network.Step())
            {
                Assert.True(onB.CountOf(key) <= 1, $"seed {seed}: two holders");
            }

            Assert.Equal(next.Pid, Assert.Single(onB.Entries()).Pid);
            foreach (var told in new[] { here.ReadAvailable(), there.ReadAvailable() })
            {
                Assert.Equal(
                    [$"Left {dying.Pid} Exited", $"Joined {next.Pid}"],
                    told.Where(change => change.Key == key).Select(change => change.Kind == ChangeKind.Left ? $"Left {change.Pid} {change.Reason}" : $"{change.Kind} {change.Pid}"));
                Assert.Equal(LeaveReason.Exited, Assert.Single(told, change => change.Key != key).Reason);
            }
        }
    }
}
