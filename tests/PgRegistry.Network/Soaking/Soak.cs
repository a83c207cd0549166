using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Soaking;

/// <summary>
/// Four agents on loopback that register, update and exit for as long as is wanted. One is killed or leaves now and then and starts
/// again, the others close and open their scope in turn, and now and then all pause to compare views.
/// </summary>
internal sealed class Soak(AgentCluster cluster, TimeSpan length, TextWriter output, CancellationToken ending)
{
    private const int Agents = 4;
    private const int Entries = 2000;
    private const int ChangesPerSecond = 250;

    /// <summary>The ring of recent operations is to be full long before the warm-up ends, so that its filling does not look like a leak.</summary>
    private const int LogBytes = 256 << 10;

    /// <summary>The one that is restarted; whether memory is flat is asked of the others.</summary>
    private const int Restarted = Agents - 1;

    private readonly List<SoakSample>[] _samples = [.. Enumerable.Range(0, Agents).Select(_ => new List<SoakSample>())];
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _rounds;
    private int _restarts;
    private int _reopened;
    private int _compared;

    public static async Task<int> RunAsync(TimeSpan length, TextWriter output, CancellationToken ending)
    {
        await using var hosts = new LoopbackHosts(Agents);
        await using var cluster = new AgentCluster(hosts, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), Entries, LogBytes);
        output.WriteLine($"{Agents} processes with about {Entries} entries each, {ChangesPerSecond} changes/s each, for {length.TotalMinutes} minutes");
        try
        {
            await cluster.StartAllAsync().WaitAsync(ending);
            return await new Soak(cluster, length, output, ending).RunAsync();
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("told to end");
            return ExitCodes.Failed;
        }
        catch (Exception e) when (e is SuiteException or TimeoutException)
        {
            output.WriteLine($"FAILED: {e.Message}");
            foreach (var line in cluster.LastWords())
            {
                output.WriteLine(line);
            }

            return ExitCodes.Failed;
        }
    }

    private async Task<int> RunAsync()
    {
        // Twenty samples, one every half minute if the run is as long as it is meant to be.
        var interval = TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(30).Ticks, length.Ticks / 20));
        await ChurnAsync(ChangesPerSecond);
        for (var due = interval; due <= length; due += interval)
        {
            await UntilAsync(due - (interval / 2));
            await DisturbAsync().WaitAsync(ending);
            await UntilAsync(due);
            await SampleAsync().WaitAsync(ending);
        }

        await ChurnAsync(0);
        await cluster.ConvergeAsync().WaitAsync(ending);
        if (cluster.Wrongs() is { Count: > 0 } wrongs)
        {
            throw new SuiteException(string.Join("; ", wrongs.Take(5)));
        }

        output.WriteLine($"views agree; {_restarts} restarts, {_reopened} scopes reopened, views compared {_compared + 1} times");
        return Judge();
    }

    /// <summary>In the middle between two samples, each time something else.</summary>
    private async Task DisturbAsync()
    {
        switch (_rounds++ % 4)
        {
            case 0:
                await cluster.KillAsync(Restarted);
                await ReturnAsync();
                break;
            case 1:
                var agent = cluster[_reopened++ % Restarted];
                await agent.AskAsync("reopen");
                await agent.AskAsync($"churn {ChangesPerSecond}");
                break;
            case 2:
                await cluster.LeaveAsync(Restarted);
                await ReturnAsync();
                break;
            default:
                await ChurnAsync(0);
                await cluster.ConvergeAsync();
                _compared++;
                await ChurnAsync(ChangesPerSecond);
                break;
        }
    }

    private async Task ReturnAsync()
    {
        _restarts++;
        await cluster.StartAsync(Restarted);
        await cluster[Restarted].AskAsync($"churn {ChangesPerSecond}");
    }

    private async Task SampleAsync()
    {
        for (var host = 0; host < Agents; host++)
        {
            var sample = SoakSample.Parse(Stopwatch.GetElapsedTime(_began), await cluster[host].AskAsync("memory"));
            var last = _samples[host].LastOrDefault();
            var rate = last is null || sample.Changes < last.Changes ? "-" : $"{(sample.Changes - last.Changes) / (sample.At - last.At).TotalSeconds:F0}";
            _samples[host].Add(sample);
            output.WriteLine($"{sample.At:mm\\:ss}  {cluster[host].Name}  heap {FlatRule.Megabytes(sample.Heap),6} MB  working set {FlatRule.Megabytes(sample.WorkingSet),6} MB  {sample.Entries,6} entries  {rate,6} events/s");
        }
    }

    private int Judge()
    {
        var isFlat = true;
        for (var host = 0; host < Agents; host++)
        {
            var problem = host == Restarted ? null : FlatRule.Problem(_samples[host], length);
            isFlat &= problem is null;
            output.WriteLine($"{cluster[host].Name}: heap {FlatRule.Figures(_samples[host], length)}: {(host == Restarted ? "restarted, not judged" : problem ?? "flat")}");
        }

        output.WriteLine(isFlat ? "passed" : "FAILED");
        return isFlat ? ExitCodes.Passed : ExitCodes.Failed;
    }

    private Task ChurnAsync(int perSecond) => cluster.AskAllAsync($"churn {perSecond}").WaitAsync(ending);

    /// <summary>Real time passes, as it has to here.</summary>
    private async Task UntilAsync(TimeSpan at)
    {
        var rest = at - Stopwatch.GetElapsedTime(_began);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, ending);
        }
    }
}
