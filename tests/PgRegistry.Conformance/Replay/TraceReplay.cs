using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>Replays traces and says where the library differs from them.</summary>
internal static class TraceReplay
{
    public static Task<IReadOnlyList<Difference>> RunAsync(Trace trace) => trace.IsUnique
        ? RunAsync<UniqueKeys, UniqueKeys.Key, UniqueKeys.Value>(trace)
        : RunAsync<DuplicateKeys, DuplicateKeys.Key, DuplicateKeys.Value>(trace);

    private static async Task<IReadOnlyList<Difference>> RunAsync<TScope, TKey, TValue>(Trace trace)
        where TScope : class, IRegistryScope<TScope>, IReplayedScope<TKey, TValue>
        where TKey : notnull, IRecordedKey<TKey>
        where TValue : IRecordedValue<TValue>
    {
        await using var cluster = trace.IsCluster
            ? await ReplayedCluster<TScope, TKey, TValue>.StartClusterAsync(trace.Seed)
            : await ReplayedCluster<TScope, TKey, TValue>.StartLocalAsync();
        var log = new DifferenceLog(trace);
        var rows = new Rows<TKey, TValue>(cluster.NameOf);
        var monitors = new ReplayedMonitors<TKey, TValue>(rows, log);
        var operations = new Operations<TScope, TKey, TValue>(cluster, monitors, new Emulations<TScope, TKey, TValue>(cluster, rows), rows);
        foreach (var step in trace.Steps)
        {
            if (CoverageRules.Of(step.Operation, trace.IsUnique) != Coverage.PassedOver)
            {
                log.CompareResult(step, await AnswerAsync(() => operations.PerformAsync(step)));
            }

            cluster.Settle();
            log.CompareEvents(step, await monitors.ReadStepAsync());
        }

        if (trace.Steps.Count > 0)
        {
            await monitors.EndAllAsync(trace.Steps[^1]);
        }

        return log.Differences;
    }

    /// <summary>What the library throws is an answer too, and a difference; what is wrong with the trace itself is not.</summary>
    private static async Task<object?> AnswerAsync(Func<Task<object?>> perform)
    {
        try
        {
            return await perform();
        }
        catch (Exception thrown) when (thrown is not InvalidDataException)
        {
            return $"{thrown.GetType().Name}: {thrown.Message}";
        }
    }
}
