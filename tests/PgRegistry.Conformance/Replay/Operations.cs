using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>Does what a step says, and answers as recordings do.</summary>
internal sealed class Operations<TScope, TKey, TValue>(
    ReplayedCluster<TScope, TKey, TValue> cluster, ReplayedMonitors<TKey, TValue> monitors, Rows<TKey, TValue> rows)
    where TScope : class, IReplayedScope<TScope, TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    private readonly PatternOperations<TScope, TKey, TValue> _patterns = new(cluster, rows);

    public async Task<IReadOnlyList<Answer>> PerformAsync(Step step) => step.Operation switch
    {
        "match" or "count_match" => _patterns.Match(cluster.ScopeAt(step.At), step),
        "select" or "count_select" => _patterns.Select(cluster.ScopeAt(step.At), step),
        "unregister_match" => _patterns.UnregisterMatch(cluster.ScopeAt(step.At), step),
        _ => [Answer.Of(step, await AnswerAsync(step))],
    };

    private async Task<object?> AnswerAsync(Step step)
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
                return AnswerOf(cluster.ScopeAt(step.At), step);
        }
    }

    private object? AnswerOf(TScope scope, Step step) => step.Operation switch
    {
        "register" => Register(scope, step),
        "register_many" => RegisterMany(scope, step),
        "unregister" => OkIf(scope.Unregister(cluster.Process(step.Pid), KeyOf(step))),
        "unregister_many" => OkIf(scope.Unregister(step.Pids.Select(cluster.Process), KeyOf(step)) > 0 || step.Pids.Count == 0),
        "unregister_name" => Done(() => scope.UnregisterAll(KeyOf(step))),
        "update_value" => OkIf(scope.Update(cluster.Process(step.Pid), KeyOf(step), ValueOf(step))),
        "lookup" => rows.Of(scope.Lookup(KeyOf(step))),
        "lookup_local" => rows.Of(scope.LookupLocal(KeyOf(step))),
        "values" => scope.Values(cluster.Pid(step.Pid), KeyOf(step)).Select(Rows<TKey, TValue>.Of),
        "keys" => scope.KeysOf(cluster.Pid(step.Pid)).Select(Rows<TKey, TValue>.Of),
        "which_groups" => scope.Keys().Select(Rows<TKey, TValue>.Of),
        "count" => scope.Count,
        "view" => scope.Entries().Select(rows.Of),
        "whereis_name" => ((IUniqueScope<TKey>)scope).WhereIs(KeyOf(step)) is { } pid ? rows.Of(pid) : null,
        "dispatch" => Dispatch(scope, step),
        "monitor_scope" => monitors.Open(step, () => scope.MonitorScope()).Select(rows.Of),
        "monitor" => monitors.Open(step, () => scope.Monitor(KeyOf(step))).Select(entry => rows.Of(entry.Pid, entry.Value)),
        "put_meta" => Done(() => scope.Metadata.Set(step.Name, step.Metadata)),
        "meta" => scope.Metadata.TryGet<int>(step.Name, out var item) ? new object[] { "ok", item } : "error",
        "delete_meta" => Done(() => scope.Metadata.Remove(step.Name)),
        _ => throw new InvalidDataException($"Step {step.Number}: there is no operation \"{step.Operation}\"."),
    };

    private object Register(TScope scope, Step step)
    {
        try
        {
            scope.Register(cluster.Process(step.Pid), KeyOf(step), ValueOf(step));
            return "ok";
        }
        catch (AlreadyRegisteredException held)
        {
            return new[] { "already_registered", cluster.NameOf(held.Holder) };
        }
    }

    private object RegisterMany(TScope scope, Step step)
    {
        var registrations = ((IDuplicateScope<TKey, TValue>)scope).Register(step.Pids.Select(cluster.Process), KeyOf(step), ValueOf(step));
        var names = registrations.Select(registration => cluster.NameOf(registration.Pid)).ToList();
        return names.SequenceEqual(step.Pids) ? "ok" : names;
    }

    private object Dispatch(TScope scope, Step step)
    {
        List<object>? given = null;
        var wasInvoked = scope.Dispatch(KeyOf(step), members => (given ??= []).AddRange(members.Select(member => rows.Of(member.Pid))));
        return wasInvoked == (given is not null) ? given ?? (object)"not_invoked" : $"returned {wasInvoked}, and did something else";
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
