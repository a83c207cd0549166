using PgRegistry.Conformance.Networks;
using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>Replays traces and says where the library differs from them.</summary>
internal static class TraceReplay
{
    /// <summary>Local traces have no links; those of others are sockets or the library's in-memory network.</summary>
    public static IReplayNetwork NetworkFor(Trace trace, bool isTcp) =>
        !trace.IsCluster ? new NoNetwork() : isTcp ? new TcpNetwork(trace.Seed) : new SteppedNetwork(trace.Seed);

    public static Task<IReadOnlyList<Difference>> RunAsync(Trace trace, bool isTcp = false) => RunAsync(trace, NetworkFor(trace, isTcp));

    /// <param name="trace">What to replay.</param>
    /// <param name="network">What links the nodes; it is disposed.</param>
    public static async Task<IReadOnlyList<Difference>> RunAsync(Trace trace, IReplayNetwork network)
    {
        await using (network)
        {
            return trace.IsUnique
                ? await RunAsync<UniqueKeys, UniqueKeys.Key, UniqueKeys.Value>(trace, network)
                : await RunAsync<DuplicateKeys, DuplicateKeys.Key, DuplicateKeys.Value>(trace, network);
        }
    }

    private static async Task<IReadOnlyList<Difference>> RunAsync<TScope, TKey, TValue>(Trace trace, IReplayNetwork network)
        where TScope : class, IReplayedScope<TScope, TKey, TValue>
        where TKey : notnull, IRecordedKey<TKey>
        where TValue : IRecordedValue<TValue>
    {
        var log = new DifferenceLog(trace);
        if (trace.Steps.Count == 0)
        {
            return log.Differences;
        }

        var cluster = await ReplayedCluster<TScope, TKey, TValue>.StartAsync(trace, network);
        var rows = new Rows<TKey, TValue>(cluster.NameOf);
        var monitors = new ReplayedMonitors<TKey, TValue>(rows, log);
        var operations = new Operations<TScope, TKey, TValue>(cluster, monitors, rows);
        var at = trace.Steps[0];
        try
        {
            await cluster.SettleAsync();
            foreach (var step in trace.Steps)
            {
                at = step;
                if (!PassedOver.Has(step.Operation, trace.IsUnique))
                {
                    foreach (var answer in await AnswersAsync(step, operations.PerformAsync))
                    {
                        log.CompareAnswer(step, answer);
                    }
                }

                await cluster.SettleAsync();
                if (trace.HasListeners)
                {
                    await cluster.Listeners.CatchUpAsync();
                    await cluster.SettleAsync();
                    log.CompareListeners(step, cluster.Listeners.ReadStep(rows));
                }

                log.CompareEvents(step, await monitors.ReadStepAsync());
            }

            await monitors.EndAllAsync(at);
        }
        catch (UnsettledException unsettled)
        {
            // What comes after it would be compared with a state that was never reached.
            log.CompareRows(at, $"settling of node {unsettled.Node}; the rest is not replayed", [unsettled.Expected], [unsettled.Found]);
        }

        return log.Differences;
    }

    /// <summary>What the library throws is an answer too, and a difference; what is wrong with the trace itself is not.</summary>
    private static async Task<IReadOnlyList<Answer>> AnswersAsync(Step step, Func<Step, Task<IReadOnlyList<Answer>>> perform)
    {
        try
        {
            return await perform(step);
        }
        catch (Exception thrown) when (thrown is not InvalidDataException)
        {
            return [Answer.Of(step, $"{thrown.GetType().Name}: {thrown.Message}")];
        }
    }
}
