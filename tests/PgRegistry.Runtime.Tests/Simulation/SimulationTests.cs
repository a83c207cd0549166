using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Tests.Simulation;

/// <summary>A failure names its seed; <c>dotnet run --project tests/PgRegistry.Simulation -- --seed N --trace</c> replays it.</summary>
public sealed class SimulationTests
{
    private const int SeedsPerTest = 100;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, 8).Select(block => block * SeedsPerTest)];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Views_agree_whatever_happens(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + SeedsPerTest; seed++)
        {
            Simulations.Run(seed);
        }
    }

    [Fact]
    public void A_seed_replays_to_the_byte()
    {
        var first = Simulations.Run(4711);
        var second = Simulations.Run(4711);
        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(first.Trace, second.Trace);
        Assert.NotEqual(first.Digest, Simulations.Run(4713).Digest);
    }

    [Fact]
    public void The_simulation_meets_what_it_is_there_for()
    {
        var counts = new SimulationCounts();
        foreach (var seed in Enumerable.Range(0, 200))
        {
            counts.Add(Simulations.Run(seed).Counts);
        }

        foreach (var action in new[] { "join", "leave", "update", "exit", "restore", "monitor", "open", "tick", "send", "replication confirmed" })
        {
            Assert.True(counts.Actions.GetValueOrDefault(action) >= 20, $"{action}: {counts.Actions.GetValueOrDefault(action)}");
        }

        string[] faults =
        [
            "connection lost", "crash", "cut", "delay", "duplicate connection", "frame lost", "full send queue", "graceful leave", "join storm", "loss known to one side",
            "name refused", "one-way loss", "partial cut", "reordering between links", "replaced link", "restart", "schema skew", "scope closed", "second connection",
            "silent cut", "slow peer", "split", "stale link-down", "standstill", "two claimants", "version skew",
        ];
        Assert.Equal(faults, counts.Faults.Keys);
        foreach (var (fault, (count, duringSync)) in counts.Faults)
        {
            Assert.True(count >= 20 && duringSync >= 1, $"{fault}: {count}, {duringSync} of them during a sync");
        }
    }
}
