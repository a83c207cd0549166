using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>
/// Some pairs of nodes cannot talk any more: exactly they lose each other, all go on with what they see, and heal.
/// </summary>
internal sealed class CutScenario(string name, Func<INetworkFaults, int, Task> cut, Func<int, int, int, bool> isCut) : IScenario
{
    public string Name => name;

    public bool NeedsNetwork => true;

    public bool IsPatient => false;

    /// <summary>Two halves, each on a switch of its own.</summary>
    public static CutScenario Split { get; } = new(
        "split into two halves",
        (faults, count) => faults.SplitAsync(Enumerable.Range(0, count / 2)),
        (a, b, count) => (a < count / 2) != (b < count / 2));

    public static CutScenario OneHost { get; } = new(
        "cable of one host out",
        (faults, count) => faults.UnplugAsync(0),
        (a, b, _) => (a == 0) != (b == 0));

    public static CutScenario OnePair { get; } = new(
        "one pair cut, the others linked",
        async (faults, _) =>
        {
            await faults.DeafenAsync(0, 1);
            await faults.DeafenAsync(1, 0);
        },
        (a, b, _) => a + b == 1);

    public static CutScenario OneWay { get; } = new(
        "one-way loss between two",
        (faults, _) => faults.DeafenAsync(1, 0),
        (a, b, _) => a + b == 1);

    public static CutScenario OneWayForAll { get; } = new(
        "one host hears nobody, all hear it",
        async (faults, count) =>
        {
            for (var speaker = 1; speaker < count; speaker++)
            {
                await faults.DeafenAsync(0, speaker);
            }
        },
        (a, b, _) => (a == 0) != (b == 0));

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        var count = cluster.Count;
        var mark = cluster.Mark();
        var cutAt = Stopwatch.GetTimestamp();
        await cut(faults!, count);
        var cutPairs = cluster.All.SelectMany(a => cluster.All.Where(b => isCut(a, b, count)).Select(b => (a, b))).ToList();
        var downAt = await cluster.AllDownAsync(mark, cutPairs);

        // Everybody goes on, and sees exactly those whom it is linked to.
        await cluster.AskAllAsync($"change {effort.Changes}");
        await cluster.ConvergeAsync(a => cluster.All.Where(b => !isCut(a, b, count)), cluster.All);
        cluster.ExpectLost(mark, cutPairs.Count);

        await faults!.HealAsync();
        var healedAt = Stopwatch.GetTimestamp();
        var agreedAt = await cluster.ConvergeAsync();
        return new Outcome(AgentCluster.Between(cutAt, downAt), AgentCluster.Between(healedAt, agreedAt), $"{cutPairs.Count} views");
    }
}
