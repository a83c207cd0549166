using PgRegistry.TestKit;

namespace PgRegistry.Conformance.Replay;

/// <summary>A monitor of a trace, which can be read after each step.</summary>
/// <remarks>
/// A reader that has waited is resumed by the thread pool, at some time after the step; one that never had to wait is handed what
/// is there before its call returns. So each step is read through a subscription of its own, and the one that the trace opened
/// is read once, when it ends.
/// </remarks>
internal sealed class ReplayedMonitor<TKey, TValue>
    where TKey : notnull
{
    private readonly Func<ScopeMonitor<TKey, TValue>> _open;
    private readonly ScopeMonitor<TKey, TValue> _whole;
    private ScopeMonitor<TKey, TValue> _step;

    public ReplayedMonitor(string? node, Func<ScopeMonitor<TKey, TValue>> open)
    {
        Node = node;
        _open = open;
        _whole = open();
        _step = open();
    }

    public string? Node { get; }

    public IReadOnlyList<Entry<TKey, TValue>> Snapshot => _whole.Snapshot;

    /// <summary>What came since the last call.</summary>
    public async Task<IReadOnlyList<Change<TKey, TValue>>> ReadStepAsync()
    {
        var (changes, _) = await ReadToEndAsync(_step);
        _step = _open();
        return changes;
    }

    /// <summary>Everything that came since it was opened, and whether it had ended by itself. It is disposed now.</summary>
    public Task<(IReadOnlyList<Change<TKey, TValue>> Changes, bool HadEnded)> EndAsync()
    {
        _step.Dispose();
        return ReadToEndAsync(_whole);
    }

    private static async Task<(IReadOnlyList<Change<TKey, TValue>> Changes, bool HadEnded)> ReadToEndAsync(ScopeMonitor<TKey, TValue> monitor)
    {
        var changes = new List<Change<TKey, TValue>>();
        await using var enumerator = monitor.GetAsyncEnumerator();
        while (true)
        {
            var next = enumerator.MoveNextAsync().AsTask();
            var mustWait = !next.IsCompleted;
            if (mustWait)
            {
                monitor.Dispose();
            }

            if (!await next.WaitAsync(Deadline.Length))
            {
                monitor.Dispose();
                return (changes, !mustWait);
            }

            changes.Add(enumerator.Current);
        }
    }
}
