using System.Text.Json;
using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>
/// What takes a pattern takes a function as well, and what lists can count, too: all forms are called, and are to agree with the
/// recording of one of them.
/// </summary>
internal sealed class PatternOperations<TScope, TKey, TValue>(ReplayedCluster<TScope, TKey, TValue> cluster, Rows<TKey, TValue> rows)
    where TScope : class, IReplayedScope<TScope, TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    public IReadOnlyList<Answer> Match(TScope scope, Step step)
    {
        var (key, pattern) = (TKey.Of(step.Key.Topic, step.Key.Shard), step.Pattern);
        return Compare(
            step,
            [.. scope.Match(key, pattern).Select(rows.Of)],
            [.. scope.Match(key, value => IsMatch(pattern, value)).Select(rows.Of)],
            scope.CountMatch(key, pattern),
            scope.CountMatch(key, value => IsMatch(pattern, value)));
    }

    public IReadOnlyList<Answer> Select(TScope scope, Step step)
    {
        var (keys, pattern) = (step.KeyPattern, step.Pattern);
        Pid? process = step.PidPattern is { } name ? cluster.Pid(name) : null;
        return Compare(
            step,
            [.. scope.Select(keys, pattern, process).Select(Row)],
            [.. scope.Select(IsSelected).Select(Row)],
            scope.CountSelect(keys, pattern, process),
            scope.CountSelect(IsSelected));

        bool IsSelected(Entry<TKey, TValue> entry) =>
            keys.Matches(entry.Key.Topic, entry.Key.Shard) && (process is null || entry.Pid == process) && IsMatch(pattern, entry.Value);

        object Row(Entry<TKey, TValue> entry) => step.Operation == "count_select" || step.ReturnsKeys ? rows.Of(entry) : rows.Of(entry.Pid, entry.Value);
    }

    /// <summary>The forms take turns; the second finds nothing left.</summary>
    public IReadOnlyList<Answer> UnregisterMatch(TScope scope, Step step)
    {
        var (process, key, pattern) = (cluster.Process(step.Pid), TKey.Of(step.Key.Topic, step.Key.Shard), step.Pattern);
        Func<int> byPattern = () => scope.UnregisterMatch(process, key, pattern);
        Func<int> byFunction = () => scope.UnregisterMatch(process, key, value => IsMatch(pattern, value));
        var (first, second) = step.Number % 2 == 0 ? (byPattern, byFunction) : (byFunction, byPattern);
        return [Answer.Of(step, first()), new("what was left to unregister", 0, second())];
    }

    private static bool IsMatch(RecordedValuePattern pattern, TValue value) => pattern.Matches(value.Role, value.Load);

    private static IReadOnlyList<Answer> Compare(Step step, object[] byPattern, object[] byFunction, int count, int countByFunction)
    {
        var recorded = step.Result;
        if (recorded.ValueKind == JsonValueKind.Array)
        {
            var length = recorded.GetArrayLength();
            return
            [
                Answer.Of(step, byPattern),
                new("result with a function", recorded, byFunction),
                new("count", length, count),
                new("count with a function", length, countByFunction),
            ];
        }

        return
        [
            Answer.Of(step, count),
            new("result with a function", recorded, countByFunction),
            new("rows", recorded, byPattern.Length),
            new("rows with a function", recorded, byFunction.Length),
        ];
    }
}
