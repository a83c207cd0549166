using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>Every node is stopped or killed and started again, one after the other, while all register, update and exit.</summary>
internal sealed class RollingScenario(bool isGraceful) : IScenario
{
    public string Name => isGraceful ? "rolling restart of all under load" : "kill -9 of each in turn under load";

    public bool NeedsNetwork => false;

    public bool IsPatient => true;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        var reason = isGraceful ? LeaveReason.NodeLeft : LeaveReason.NodeDown;
        var detected = TimeSpan.Zero;
        await cluster.AskAllAsync($"churn {effort.ChurnPerSecond}");
        foreach (var host in cluster.All)
        {
            var mark = cluster.Mark();
            var node = cluster[host].Node;
            var leftAt = Stopwatch.GetTimestamp();
            await (isGraceful ? cluster.LeaveAsync(host) : cluster.KillAsync(host));
            var goneAt = (await Task.WhenAll(cluster.Others(host).Select(other => cluster.GoneAsync(mark, other, node, reason)))).Max();
            detected = TimeSpan.FromTicks(Math.Max(detected.Ticks, AgentCluster.Between(leftAt, goneAt).Ticks));

            await cluster.StartAsync(host);
            await cluster[host].AskAsync($"churn {effort.ChurnPerSecond}");
            await Task.WhenAll(cluster.Others(host).Select(other => cluster.CompleteAsync(mark, other, cluster[host].Node)));
            cluster.ExpectLost(mark, cluster.Count - 1);
        }

        await cluster.AskAllAsync("churn 0");
        var quietAt = Stopwatch.GetTimestamp();
        var agreedAt = await cluster.ConvergeAsync();
        return new Outcome(detected, AgentCluster.Between(quietAt, agreedAt), $"{effort.ChurnPerSecond} changes/s on each; healed: from the end of the load");
    }
}
