using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>
/// Stands in for operations that the library does not have yet, by means of those that it has: what they change and how that is
/// reported is compared with the recording all the same. Each goes as soon as there is the operation itself to call.
/// </summary>
internal sealed class Emulations<TScope, TKey, TValue>(ReplayedCluster<TScope, TKey, TValue> cluster, Rows<TKey, TValue> rows)
    where TScope : class, IRegistryScope<TScope>, IReplayedScope<TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    private readonly Dictionary<EntryId, Registration<TKey, TValue>> _registrations = [];

    /// <summary>Keeps the handle of an entry: taking out a chosen one of several needs it.</summary>
    public void Remember(Registration<TKey, TValue> registration) => _registrations.Add(registration.Id, registration);

    public object Perform(Step step) => step.Operation switch
    {
        "register_many" => RegisterMany(step),
        "unregister_many" => UnregisterMany(step),
        "unregister_name" => UnregisterName(step),
        "unregister_match" => UnregisterMatch(step),
        "match" => Match(step).ToArray(),
        "count_match" => Match(step).Count(),
        "select" => Select(step).Select(entry => step.ReturnsKeys ? rows.Of(entry) : rows.Of(entry.Pid, entry.Value)).ToArray(),
        "count_select" => Select(step).Count(),
        _ => throw new InvalidDataException($"Step {step.Number}: there is no operation \"{step.Operation}\"."),
    };

    private static TKey KeyOf(Step step) => TKey.Of(step.Key.Topic, step.Key.Shard);

    private string RegisterMany(Step step)
    {
        foreach (var pid in step.Pids)
        {
            Remember(cluster.ScopeAt(step.At).Register(cluster.Process(pid), KeyOf(step), TValue.Of(step.Value.Role, step.Value.Load)));
        }

        return "ok";
    }

    private string UnregisterMany(Step step)
    {
        var removed = step.Pids.Count(pid => cluster.ScopeAt(step.At).Unregister(cluster.Process(pid), KeyOf(step)));
        return removed > 0 || step.Pids.Count == 0 ? "ok" : "not_joined";
    }

    private string UnregisterName(Step step)
    {
        var scope = cluster.ScopeAt(step.At);
        foreach (var (pid, _) in scope.LookupLocal(KeyOf(step)))
        {
            scope.Unregister(cluster.Process(cluster.NameOf(pid)), KeyOf(step));
        }

        return "ok";
    }

    private int UnregisterMatch(Step step)
    {
        var matching = Entries(step)
            .Where(entry => entry.Key.Equals(KeyOf(step)) && entry.Pid == cluster.Pid(step.Pid) && Matches(step, entry.Value))
            .ToList();
        foreach (var entry in matching)
        {
            _registrations[entry.Id].Dispose();
        }

        return matching.Count;
    }

    private IEnumerable<object> Match(Step step) => cluster.ScopeAt(step.At).Lookup(KeyOf(step))
        .Where(member => Matches(step, member.Value))
        .Select(member => rows.Of(member.Pid, member.Value));

    private IEnumerable<Entry<TKey, TValue>> Select(Step step) => Entries(step).Where(entry =>
        step.KeyPattern.Matches(entry.Key.Topic, entry.Key.Shard)
        && (step.PidPattern is not { } pid || entry.Pid == cluster.Pid(pid))
        && Matches(step, entry.Value));

    private IReadOnlyList<Entry<TKey, TValue>> Entries(Step step) => cluster.ScopeAt(step.At).Entries();

    private static bool Matches(Step step, TValue value) => step.Pattern.Matches(value.Role, value.Load);
}
