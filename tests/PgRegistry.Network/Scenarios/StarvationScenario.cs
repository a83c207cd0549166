using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>No thread of a node's pool is free for longer than the time-out: it loses nobody, and nobody loses it.</summary>
internal sealed class StarvationScenario : IScenario
{
    public string Name => "thread pool starved";

    public bool NeedsNetwork => false;

    public bool IsPatient => true;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        const int Host = 1;
        var mark = cluster.Mark();
        var isStarved = await cluster[Host].AskAsync($"starve {effort.Starve.TotalMilliseconds}", effort.Starve);
        var fedAt = Stopwatch.GetTimestamp();
        if (isStarved != "True")
        {
            throw new SuiteException("the pool was not starved");
        }

        var agreedAt = await cluster.ConvergeAsync();
        cluster.ExpectLost(mark, 0);
        return new Outcome(null, AgentCluster.Between(fedAt, agreedAt), $"{effort.Starve.TotalSeconds} s; no link lost");
    }
}
