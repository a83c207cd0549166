using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Replay;

/// <summary>The open monitors of a trace, by name.</summary>
internal sealed class ReplayedMonitors<TKey, TValue>(Rows<TKey, TValue> rows, DifferenceLog log)
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    private readonly Dictionary<string, ReplayedMonitor<TKey, TValue>> _monitors = [];
    private readonly Dictionary<string, List<string>> _read = [];

    public IReadOnlyList<Entry<TKey, TValue>> Open(Step step, Func<ScopeMonitor<TKey, TValue>> open)
    {
        var monitor = new ReplayedMonitor<TKey, TValue>(step.At, open);
        _monitors.Add(step.Monitor, monitor);
        _read.Add(step.Monitor, []);
        return monitor.Snapshot;
    }

    /// <summary>What each monitor received since the last call.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadStepAsync()
    {
        var events = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (name, monitor) in _monitors)
        {
            var changes = RowsOf(await monitor.ReadStepAsync());
            _read[name].AddRange(changes);
            events.Add(name, changes);
        }

        return events;
    }

    public async Task EndAsync(Step step, string name)
    {
        var (whole, _) = await _monitors[name].EndAsync();
        CompareWithSteps(step, name, whole);
        Forget(name);
    }

    /// <summary>The scope of a node has closed, which ends its monitors.</summary>
    public async Task ScopeClosedAsync(Step step)
    {
        foreach (var (name, monitor) in _monitors.Where(monitor => monitor.Value.Node == step.At).ToList())
        {
            var (whole, hadEnded) = await monitor.EndAsync();
            CompareWithSteps(step, name, whole);
            log.CompareRows(step, $"state of {name}", ["ended"], [hadEnded ? "ended" : "open"]);
            Forget(name);
        }
    }

    public async Task EndAllAsync(Step step)
    {
        foreach (var name in _monitors.Keys.ToList())
        {
            await EndAsync(step, name);
        }
    }

    private void CompareWithSteps(Step step, string name, IReadOnlyList<Change<TKey, TValue>> whole) =>
        log.CompareRows(step, $"all events of {name}, read at its end", _read[name], RowsOf(whole));

    private void Forget(string name)
    {
        _monitors.Remove(name);
        _read.Remove(name);
    }

    private List<string> RowsOf(IEnumerable<Change<TKey, TValue>> changes) =>
        [.. changes.Select(rows.Of).Where(row => row is not null).Select(Canonical.Of)];
}
