using System.Diagnostics;
using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>All scenarios, one after the other, on two clusters, which have different time-outs; after one that failed on a fresh cluster.</summary>
internal sealed class Suite(IHosts hosts, Effort effort, TextWriter output)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patientTimeout = TimeSpan.FromSeconds(4);

    private static readonly IReadOnlyList<IScenario> s_scenarios =
    [
        CutScenario.Split,
        CutScenario.OneHost,
        CutScenario.OnePair,
        CutScenario.OneWay,
        CutScenario.OneWayForAll,
        new ReplacedScenario(),
        new LossScenario(0.02, isSmall: true),
        new LossScenario(0.3, isSmall: false),
        new KillScenario(),
        new RestartScenario(),
        new RollingScenario(isGraceful: true),
        new RollingScenario(isGraceful: false),
        new StoppedScenario(),
        new DelayScenario(),
        new StarvationScenario(),
    ];

    private readonly List<string> _notRun = [];
    private int _passed;
    private int _failed;

    public static async Task<int> RunAsync(NetworkArguments arguments, TextWriter output, CancellationToken ending)
    {
        var effort = arguments.IsShort ? Effort.Short : Effort.Full;
        var began = Stopwatch.GetTimestamp();
        var missing = arguments.OnLoopback ? "--loopback was asked for" : await Requirements.MissingAsync();
        IHosts hosts = new LoopbackHosts(effort.Hosts);
        if (missing is null)
        {
            try
            {
                hosts = await NamespaceHosts.MakeAsync(effort.Hosts);
            }
            catch (SuiteException e)
            {
                missing = $"network namespaces cannot be used here: {e.Message}";
            }
        }

        var suite = new Suite(hosts, effort, output);
        await using (hosts)
        {
            output.WriteLine($"{effort.Hosts} {(missing is null ? "hosts in network namespaces" : "processes on loopback")}, {effort.Entries} entries each, time-out {s_timeout.TotalSeconds} s, where losses are counted {s_patientTimeout.TotalSeconds} s, a fifth of it between heartbeats");
            await suite.RunAllAsync(ending);
        }

        output.WriteLine($"{suite._passed} passed, {suite._failed} failed, {suite._notRun.Count} not run, in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
        if (missing is not null)
        {
            output.WriteLine($"network suite: not run: {missing}. What needs no network was run on loopback; these were not run: {string.Join("; ", suite._notRun)}");
        }

        return suite._failed > 0 || ending.IsCancellationRequested ? ExitCodes.Failed
            : missing is not null && !arguments.IsShort ? ExitCodes.NotRun
            : ExitCodes.Passed;
    }

    private async Task RunAllAsync(CancellationToken ending)
    {
        Row("scenario", "detected", "healed", "verdict");
        AgentCluster? cluster = null;
        var isPatient = false;
        try
        {
            foreach (var scenario in s_scenarios)
            {
                if (scenario.NeedsNetwork && hosts.Faults is null)
                {
                    NotRun(scenario, "there is no network to do it to");
                    continue;
                }

                if (cluster is not null && isPatient != scenario.IsPatient)
                {
                    await cluster.DisposeAsync();
                    cluster = null;
                }

                if (cluster is null)
                {
                    isPatient = scenario.IsPatient;
                    var timeout = isPatient ? s_patientTimeout : s_timeout;
                    cluster = new AgentCluster(hosts, timeout / 5, timeout, effort.Entries);
                    await cluster.StartAllAsync().WaitAsync(ending);
                }

                if (!await TryAsync(scenario, cluster, ending))
                {
                    await cluster.DisposeAsync();
                    cluster = null;
                    await (hosts.Faults?.HealAsync() ?? Task.CompletedTask);
                }
            }
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("told to end");
        }
        catch (SuiteException e)
        {
            _failed++;
            output.WriteLine($"the cluster did not start: {e.Message}");
        }
        finally
        {
            if (cluster is not null)
            {
                await cluster.DisposeAsync();
            }
        }
    }

    private async Task<bool> TryAsync(IScenario scenario, AgentCluster cluster, CancellationToken ending)
    {
        try
        {
            var outcome = await scenario.RunAsync(cluster, hosts.Faults, effort).WaitAsync(ending);
            if (cluster.Wrongs() is { Count: > 0 } wrongs)
            {
                throw new SuiteException(string.Join("; ", wrongs.Take(5)));
            }

            _passed++;
            Row(scenario.Name, Milliseconds(outcome.Detected), Milliseconds(outcome.Healed), "passed", outcome.Note);
            return true;
        }
        catch (NotRunException e)
        {
            NotRun(scenario, e.Message);
            return true;
        }
        catch (Exception e) when (e is SuiteException or TimeoutException)
        {
            _failed++;
            Row(scenario.Name, "", "", "FAILED", e.Message);
            foreach (var line in cluster.LastWords())
            {
                output.WriteLine(line);
            }

            return false;
        }
    }

    private void NotRun(IScenario scenario, string reason)
    {
        _notRun.Add(scenario.Name);
        Row(scenario.Name, "", "", "not run", reason);
    }

    private void Row(string name, string detected, string healed, string verdict, string note = "") =>
        output.WriteLine($"{name,-38} {detected,9} {healed,9}  {verdict,-8} {note}".TrimEnd());

    private static string Milliseconds(TimeSpan? time) => time is { } it ? $"{it.TotalMilliseconds:F0} ms" : "";
}
