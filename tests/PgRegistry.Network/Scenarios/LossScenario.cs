using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>
/// A share of all packets is lost under load: views agree, if it is small while it lasts, else in the end, whatever links were lost on
/// the way.
/// </summary>
internal sealed class LossScenario(double share, bool isSmall) : IScenario
{
    public string Name => $"{share:P0} of all packets lost";

    public bool NeedsNetwork => true;

    public bool IsPatient => false;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        if (faults!.NoLoss is { } reason)
        {
            throw new NotRunException($"iptables cannot lose at random: {reason}");
        }

        var mark = cluster.Mark();
        await cluster.AskAllAsync($"churn {effort.ChurnPerSecond}");
        await faults.LoseAsync(share);
        await Task.Delay(effort.Load);
        if (!isSmall)
        {
            await faults.HealAsync();
        }

        await cluster.AskAllAsync("churn 0");
        var quietAt = Stopwatch.GetTimestamp();
        var agreedAt = await cluster.ConvergeAsync();
        await faults.HealAsync();
        return new Outcome(null, AgentCluster.Between(quietAt, agreedAt), $"{effort.Load.TotalSeconds} s, {effort.ChurnPerSecond} changes/s on each; {cluster.LostSince(mark).Count} views of a node lost; healed: {(isSmall ? "while it lasts" : "from its end")}");
    }
}
