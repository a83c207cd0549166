using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>
/// A host loses power and is back within the time-out: the others still hold connections of the former incarnation, which nobody resets,
/// when the next one claims its name.
/// </summary>
internal sealed class ReplacedScenario : IScenario
{
    public string Name => "power off and on within the time-out";

    public bool NeedsNetwork => true;

    public bool IsPatient => false;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        const int Host = 1;
        var mark = cluster.Mark();
        var former = cluster[Host].Node;
        var killedAt = Stopwatch.GetTimestamp();
        await faults!.HideResetsAsync(Host);
        await faults.UnplugAsync(Host);
        await cluster.KillAsync(Host);
        await faults.PlugAsync(Host);
        await cluster.StartAsync(Host);
        var goneAt = (await Task.WhenAll(cluster.Others(Host).Select(other => cluster.GoneAsync(mark, other, former, LeaveReason.NodeDown)))).Max();
        var agreedAt = await cluster.ConvergeAsync();
        await faults.HealAsync();
        return new Outcome(AgentCluster.Between(killedAt, goneAt), AgentCluster.Between(cluster[Host].StartedAt, agreedAt), "healed: from the start of the process");
    }
}
