using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>Every node is restarted, one after the other, while all register, update and exit.</summary>
internal sealed class RollingScenario : IScenario
{
    public string Name => "rolling restart of all under load";

    public bool NeedsNetwork => false;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        var detected = TimeSpan.Zero;
        await cluster.AskAllAsync($"churn {effort.ChurnPerSecond}");
        foreach (var host in cluster.All)
        {
            var mark = cluster.Mark();
            var node = cluster[host].Node;
            var leftAt = Stopwatch.GetTimestamp();
            await cluster.LeaveAsync(host);
            var goneAt = (await Task.WhenAll(cluster.Others(host).Select(other => cluster.GoneAsync(mark, other, node, LeaveReason.NodeLeft)))).Max();
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
