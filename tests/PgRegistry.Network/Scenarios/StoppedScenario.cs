using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>
/// A process is paused by SIGSTOP for longer than the time-out and continued: its entries go with NodeDown and return once, and so do
/// the others' where it is.
/// </summary>
internal sealed class StoppedScenario : IScenario
{
    public string Name => "SIGSTOP for longer than the time-out";

    public bool NeedsNetwork => false;

    public bool IsPatient => true;

    public async Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort)
    {
        const int Host = 1;
        await cluster.AskAllAsync("tally");
        var mark = cluster.Mark();
        var stoppedAt = Stopwatch.GetTimestamp();
        await cluster[Host].SignalAsync("STOP");
        long downAt;
        try
        {
            downAt = await cluster.AllDownAsync(mark, cluster.Others(Host).Select(other => (other, Host)));
            await cluster.ConvergeAsync(_ => cluster.Others(Host), cluster.Others(Host));
            var rest = effort.Stop - Stopwatch.GetElapsedTime(stoppedAt);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest);
            }
        }
        finally
        {
            await cluster[Host].SignalAsync("CONT");
        }

        var continuedAt = Stopwatch.GetTimestamp();
        var agreedAt = await cluster.ConvergeAsync();
        foreach (var observer in cluster.All)
        {
            await CheckAsync(cluster, observer, Host);
        }

        return new Outcome(AgentCluster.Between(stoppedAt, downAt), AgentCluster.Between(continuedAt, agreedAt), $"{Stopwatch.GetElapsedTime(stoppedAt, continuedAt).TotalSeconds:F1} s; every entry left once and joined once");
    }

    private static async Task CheckAsync(AgentCluster cluster, int observer, int stopped)
    {
        var counts = (await cluster[observer].AskAsync("tallied")).Split(' ').Select(static part => part.Split('=')).ToDictionary(static part => part[0], static part => part[1]);
        foreach (var subject in cluster.All)
        {
            var count = (await cluster[subject].AskAsync("own")).Split('/')[0];
            var isLost = observer != subject && (observer == stopped || subject == stopped);
            var expected = isLost ? $"{count}*left1joined1+NodeDown:{count}" : $"{count}*left0joined0";
            var node = cluster[subject].Node.ToString();
            if (counts.GetValueOrDefault(node) != expected)
            {
                throw new SuiteException($"{cluster[observer].Name} has of {node} {counts.GetValueOrDefault(node)}, not {expected}");
            }
        }
    }
}
