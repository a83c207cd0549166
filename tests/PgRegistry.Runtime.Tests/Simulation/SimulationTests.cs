using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Tests.Simulation;

public sealed class SimulationTests
{
    private const int SeedsPerTest = 50;

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Views_agree_whatever_happens_with_duplicate_keys(int block)
    {
        for (var seed = block * SeedsPerTest; seed < (block + 1) * SeedsPerTest; seed++)
        {
            using var cluster = Duplicate(seed);
            cluster.Run();
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Views_agree_whatever_happens_with_unique_keys(int block)
    {
        for (var seed = 10_000 + (block * SeedsPerTest); seed < 10_000 + ((block + 1) * SeedsPerTest); seed++)
        {
            using var cluster = Unique(seed);
            cluster.Run();
        }
    }

    [Fact]
    public void A_seed_replays_to_the_byte()
    {
        using var first = Duplicate(4711);
        using var second = Duplicate(4711);
        using var other = Duplicate(4712);
        first.Run();
        second.Run();
        other.Run();
        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(first.Trace, second.Trace);
        Assert.NotEqual(first.Digest, other.Digest);
    }

    [Fact]
    public void The_simulation_meets_what_it_is_there_for()
    {
        var actions = new Dictionary<string, int>();
        var duringSync = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            using var cluster = Duplicate(seed);
            cluster.Run();
            duringSync += cluster.ActionsDuringSync;
            foreach (var (action, count) in cluster.Actions)
            {
                actions[action] = actions.GetValueOrDefault(action) + count;
            }
        }

        foreach (var action in new[] { "join", "leave", "update", "exit", "cut", "restore", "drop", "replace", "monitor", "close", "open", "crash", "stop", "start", "tick" })
        {
            Assert.True(actions.GetValueOrDefault(action) >= 20, $"{action} was taken {actions.GetValueOrDefault(action)} times");
        }

        Assert.True(duringSync >= 1000, $"{duringSync} actions met a sync");
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", actions.Select(pair => $"{pair.Key} {pair.Value}")) + $"; during a sync {duringSync}");
    }

    /// <summary>Every fifth cluster has so many entries that much happens during each sync.</summary>
    private static SimulationSettings SettingsOf(int seed) =>
        seed % 5 == 0 ? new SimulationSettings { InitialEntries = 30, Keys = 40, Nodes = 3, LogBytes = 600 } : new SimulationSettings();

    private static SimulatedCluster<Places.Key, Places.Value> Duplicate(int seed) =>
        new(seed, SettingsOf(seed), node => node.Open<Places>().Scope, number => new Places.Key(number), version => new Places.Value(version));

    private static SimulatedCluster<Posts.Key, Posts.Value> Unique(int seed) =>
        new(seed, SettingsOf(seed), node => node.Open<Posts>().Scope, number => new Posts.Key(number), version => new Posts.Value(version));
}
