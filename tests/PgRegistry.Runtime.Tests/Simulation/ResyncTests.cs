using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Tests.Simulation;

/// <summary>A link that stood still and is replaced: what is held stays, and the differences are found and told.</summary>
public sealed class ResyncTests
{
    [Fact]
    public async Task Missed_changes_are_told_as_what_they_are_in_the_end()
    {
        var pair = await Pair.StartAsync(1, logBytes: 64);
        var stays = pair.A.Register(new Places.Key(1), new Places.Value(1));
        var goes = pair.A.Register(new Places.Key(2), new Places.Value(1));
        var changes = pair.A.Register(new Places.Key(3), new Places.Value(1));
        pair.Network.Run();
        using var watch = pair.B.MonitorScope();

        pair.Network.Pause("a", "b");
        goes.Dispose();
        changes.Update(new Places.Value(2));
        using (pair.A.Register(new Places.Key(4), new Places.Value(1)))
        {
        }

        var comes = pair.A.Register(new Places.Key(5), new Places.Value(1));
        for (var i = 3; i < 40; i++)
        {
            changes.Update(new Places.Value(i));
        }

        pair.Network.Replace("a", "b");
        pair.Network.Run();

        var told = watch.ReadAvailable();
        Assert.Equal(
            [$"Left {goes.Id} Missed", $"Updated {changes.Id} 1 39", $"Joined {comes.Id}", "Synced a"],
            told.Select(change => change.Kind switch
            {
                ChangeKind.Left => $"Left {change.Entry.Id} {change.Reason}",
                ChangeKind.Updated => $"Updated {change.Entry.Id} {change.OldValue.Version} {change.Value.Version}",
                ChangeKind.Joined => $"Joined {change.Entry.Id}",
                _ => $"{change.Kind} {change.Node.Name}",
            }));
        Assert.Equal(3, pair.B.Count);
        Assert.True(stays.IsRegistered);
    }

    [Fact]
    public async Task What_is_still_in_the_log_is_sent_as_it_happened()
    {
        var pair = await Pair.StartAsync(1, logBytes: 1 << 20);
        var goes = pair.A.Register(new Places.Key(2), new Places.Value(1));
        pair.Network.Run();
        using var watch = pair.B.MonitorScope();

        pair.Network.Pause("a", "b");
        goes.Dispose();
        pair.A.Register(new Places.Key(3), new Places.Value(1));
        pair.Network.Replace("a", "b");
        pair.Network.Run();

        Assert.Equal([ChangeKind.Left, ChangeKind.Joined], watch.ReadAvailable().Select(change => change.Kind));
        Assert.Equal(1, pair.B.Count);
    }

    [Fact]
    public async Task Slots_that_are_reused_while_a_sync_runs_evict_what_stood_there()
    {
        var evictions = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var pair = await Pair.StartAsync(seed, logBytes: 64);
            var registrations = Enumerable.Range(0, 20).Select(number => pair.A.Register(new Places.Key(number), new Places.Value(0))).ToList();
            pair.Network.Run();
            using var watch = pair.B.MonitorScope();
            var replay = new MonitorReplay<Places.Key, Places.Value>(watch);

            pair.Network.Pause("a", "b");
            foreach (var old in registrations.Skip(14))
            {
                old.Dispose();
            }

            for (var version = 1; version < 20; version++)
            {
                registrations[0].Update(new Places.Value(version));
            }

            pair.Network.Replace("a", "b");
            while (pair.B.Peers.All(peer => peer.IsComplete) && pair.Network.Step())
            {
            }

            evictions += pair.B.Peers.All(peer => peer.IsComplete) ? 0 : 1;
            for (var number = 100; number < 106; number++)
            {
                pair.A.Register(new Places.Key(number), new Places.Value(0));
            }

            pair.Network.Run();
            Assert.True(pair.B.Count == 20, $"seed {seed}: {pair.B.Count} entries instead of 20");
            Assert.True(pair.B.Keys().Count == 20, $"seed {seed}: {pair.B.Keys().Count} keys instead of 20");
            Assert.True(replay.Check(pair.B.Entries()) is null, $"seed {seed}: the changes do not give the view");
        }

        Assert.True(evictions > 30, $"only {evictions} of 60 seeds met a running sync");
    }

    private sealed record Pair(InMemoryNetwork Network, Scope<Places.Key, Places.Value> A, Scope<Places.Key, Places.Value> B)
    {
        public static async Task<Pair> StartAsync(int seed, int logBytes)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            var tuning = new ScopeSettings { LogBytes = logBytes, SyncChunkBytes = 40, SliceEntries = 2 };
            var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network, TimeProvider = new ManualTime(), Tuning = tuning });
            var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network, TimeProvider = new ManualTime(), Tuning = tuning });
            var pair = new Pair(network, a.Open<Places>().Scope, b.Open<Places>().Scope);
            network.Run();
            return pair;
        }
    }
}
