namespace PgRegistry.TestKit.Simulation;

/// <summary>How often each thing was done, and how often faults met a sync: a fault that never does has not been tried where it hurts.</summary>
public sealed class SimulationCounts
{
    private readonly SortedDictionary<string, long> _actions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long Count, long DuringSync)> _faults = new(StringComparer.Ordinal);

    /// <summary>What users did.</summary>
    public IReadOnlyDictionary<string, long> Actions => _actions;

    /// <summary>What went wrong, and how often of that while a scope of a node that it concerns was being synced.</summary>
    public IReadOnlyDictionary<string, (long Count, long DuringSync)> Faults => _faults;

    public void Action(string name, long count = 1) => _actions[name] = _actions.GetValueOrDefault(name) + count;

    public void Fault(string name, bool isDuringSync, long count = 1) => Add(name, count, isDuringSync ? count : 0);

    public void Add(SimulationCounts other)
    {
        foreach (var (name, count) in other._actions)
        {
            Action(name, count);
        }

        foreach (var (name, (count, duringSync)) in other._faults)
        {
            Add(name, count, duringSync);
        }
    }

    private void Add(string name, long count, long duringSync)
    {
        var (sum, sumDuringSync) = _faults.GetValueOrDefault(name);
        _faults[name] = (sum + count, sumDuringSync + duringSync);
    }
}
