using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>kill -9 time and again; each time the entries go with NodeDown, and another incarnation comes under the same name and address.</summary>
internal sealed class KillScenario : IScenario
{
    public string Name => "kill -9, restarted each time";

    public bool NeedsNetwork => false;

    public bool IsPatient => true;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        var detected = TimeSpan.Zero;
        var healed = TimeSpan.Zero;
        IReadOnlyList<int> victims = [.. Enumerable.Repeat(0, effort.Kills), .. effort.KillsOthers ? cluster.Others(0) : []];
        foreach (var victim in victims)
        {
            await cluster.AskAllAsync($"change {effort.Changes}");
            await cluster.ConvergeAsync();
            var mark = cluster.Mark();
            var killedAt = Stopwatch.GetTimestamp();
            await cluster.KillAsync(victim);
            var downAt = await cluster.AllDownAsync(mark, cluster.Others(victim).Select(other => (other, victim)));
            await cluster.ConvergeAsync(_ => cluster.Others(victim), cluster.Others(victim));

            await cluster.StartAsync(victim);
            var agreedAt = await cluster.ConvergeAsync();
            cluster.ExpectLost(mark, cluster.Count - 1);
            detected = Longer(detected, AgentCluster.Between(killedAt, downAt));
            healed = Longer(healed, AgentCluster.Between(cluster[victim].StartedAt, agreedAt));
        }

        return new Outcome(detected, healed, $"{victims.Count} times, {effort.Kills} of them the same node; the longest; healed: from the start of the process");
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
