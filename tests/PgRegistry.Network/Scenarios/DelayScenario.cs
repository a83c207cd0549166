using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>Everything arrives late and out of order under load: no link is lost, and views agree while it lasts.</summary>
internal sealed class DelayScenario : IScenario
{
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan s_jitter = TimeSpan.FromMilliseconds(40);

    public string Name => "80 ms of delay, 40 ms of jitter";

    public bool NeedsNetwork => true;

    public bool IsPatient => true;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        if (faults!.NoDelay is { } reason)
        {
            throw new NotRunException($"the kernel has no netem: {reason}");
        }

        var mark = cluster.Mark();
        await faults.DelayAsync(s_delay, s_jitter);
        await cluster.AskAllAsync($"churn {effort.ChurnPerSecond}");
        await Task.Delay(effort.Load);
        await cluster.AskAllAsync("churn 0");
        var quietAt = Stopwatch.GetTimestamp();
        var agreedAt = await cluster.ConvergeAsync();
        await faults.HealAsync();
        cluster.ExpectLost(mark, 0);
        return new Outcome(null, AgentCluster.Between(quietAt, agreedAt), "no link lost; healed: from the end of the load");
    }
}
