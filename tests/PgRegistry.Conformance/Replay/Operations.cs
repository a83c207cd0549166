using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>Does what a step says, and answers as recordings do.</summary>
internal sealed class Operations<TScope, TKey, TValue>(
    ReplayedCluster<TScope, TKey, TValue> cluster,
    ReplayedMonitors<TKey, TValue> monitors,
    Emulations<TScope, TKey, TValue> emulations,
    Rows<TKey, TValue> rows)
    where TScope : class, IRegistryScope<TScope>, IReplayedScope<TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    public async Task<object?> PerformAsync(Step step)
    {
        switch (step.Operation)
        {
            case "demonitor":
                await monitors.EndAsync(step, step.Monitor);
                return "ok";
            case "kill_scope":
                await cluster.CloseScopeAsync(step.At);
                await monitors.ScopeClosedAsync(step);
                return "ok";
            case "start_scope":
                return Done(() => cluster.OpenScope(step.At));
            case "disconnect":
                return Done(() => cluster.Cut(step.Nodes));
            case "connect":
                return Done(() => cluster.Restore(step.Nodes));
            case "spawn":
                return cluster.Spawn(step.At);
            case "exit":
                return Done(cluster.Process(step.Pid).Dispose);
            default:
                return PerformOn(cluster.ScopeAt(step.At), step);
        }
    }

    private object? PerformOn(TScope scope, Step step) => step.Operation switch
    {
        "register" => Register(scope, step),
        "unregister" => OkIf(scope.Unregister(cluster.Process(step.Pid), KeyOf(step))),
        "update_value" => OkIf(scope.Update(cluster.Process(step.Pid), KeyOf(step), ValueOf(step))),
        "lookup" => rows.Of(scope.Lookup(KeyOf(step))),
        "lookup_local" => rows.Of(scope.LookupLocal(KeyOf(step))),
        "values" => scope.Values(cluster.Pid(step.Pid), KeyOf(step)).Select(Rows<TKey, TValue>.Of),
        "keys" => scope.KeysOf(cluster.Pid(step.Pid)).Select(Rows<TKey, TValue>.Of),
        "which_groups" => scope.Keys().Select(Rows<TKey, TValue>.Of),
        "count" => scope.Count,
        "view" => scope.Entries().Select(rows.Of),
        "whereis_name" => ((IUniqueScope<TKey>)scope).WhereIs(KeyOf(step)) is { } pid ? rows.Of(pid) : null,
        "monitor_scope" => monitors.Open(step, () => scope.MonitorScope()).Select(rows.Of),
        "monitor" => monitors.Open(step, () => scope.Monitor(KeyOf(step))).Select(entry => rows.Of(entry.Pid, entry.Value)),
        _ => emulations.Perform(step),
    };

    private object Register(TScope scope, Step step)
    {
        try
        {
            emulations.Remember(scope.Register(cluster.Process(step.Pid), KeyOf(step), ValueOf(step)));
            return "ok";
        }
        catch (AlreadyRegisteredException held)
        {
            return new[] { "already_registered", cluster.NameOf(held.Holder) };
        }
    }

    private static TKey KeyOf(Step step) => TKey.Of(step.Key.Topic, step.Key.Shard);

    private static TValue ValueOf(Step step) => TValue.Of(step.Value.Role, step.Value.Load);

    private static string OkIf(bool wasJoined) => wasJoined ? "ok" : "not_joined";

    private static string Done(Action action)
    {
        action();
        return "ok";
    }
}
