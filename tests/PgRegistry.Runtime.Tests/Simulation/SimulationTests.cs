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
        var reports = Enumerable.Range(0, 100).Select(Simulations.Run).ToList();
        foreach (var action in new[] { "join", "leave", "update", "exit", "cut", "restore", "drop", "replace", "hiccup", "monitor", "close", "open", "crash", "stop", "start", "tick" })
        {
            var count = reports.Sum(report => report.Actions.GetValueOrDefault(action));
            Assert.True(count >= 20, $"{action} was taken {count} times");
        }

        var duringSync = reports.Sum(report => report.ActionsDuringSync);
        Assert.True(duringSync >= 1000, $"{duringSync} actions met a sync");
    }
}
