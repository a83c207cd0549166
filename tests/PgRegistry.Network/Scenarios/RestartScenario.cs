using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>A node stops gracefully, and starts again under the same name and address.</summary>
internal sealed class RestartScenario : IScenario
{
    public string Name => "restart under the same address";

    public bool NeedsNetwork => false;

    public bool IsPatient => true;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        const int Host = 1;
        var mark = cluster.Mark();
        var node = cluster[Host].Node;
        var leftAt = Stopwatch.GetTimestamp();
        await cluster.LeaveAsync(Host);
        var goneAt = (await Task.WhenAll(cluster.Others(Host).Select(other => cluster.GoneAsync(mark, other, node, LeaveReason.NodeLeft)))).Max();
        await cluster.StartAsync(Host);
        var agreedAt = await cluster.ConvergeAsync();
        cluster.ExpectLost(mark, cluster.Count - 1);
        return new Outcome(AgentCluster.Between(leftAt, goneAt), AgentCluster.Between(cluster[Host].StartedAt, agreedAt), "NodeLeft; healed: from the start of the process");
    }
}
