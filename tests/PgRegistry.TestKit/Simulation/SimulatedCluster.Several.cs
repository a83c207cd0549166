namespace PgRegistry.TestKit.Simulation;

/// <content>Calls that make or take several entries: everywhere else they are seen at once or not at all.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private void Several(SimulatedNode<TKey, TValue> node)
    {
        if (node.Scope is not { } scope || node.Processes.Count == 0)
        {
            return;
        }

        var key = _kind.Key(_random.Next(_settings.Keys));
        LocalProcess[] processes = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(node.Processes)!)];
        switch (_random.Next(5))
        {
            case 0 or 1 when scope.Mode == KeyMode.Duplicate:
                JoinSeveral(node, scope, processes, key);
                break;
            case 2:
                Gone(node, "leave several", key, scope.Unregister(processes, key), processes);
                break;
            case 3:
                Gone(node, "leave all", key, scope.UnregisterAll(key), node.Processes);
                break;
            default:
                var version = _random.Next(_version + 1);
                Gone(node, "leave matching", key, scope.UnregisterMatch(processes[0], key, value => Equals(value, _kind.Value(version)) || _random.Next(2) == 0), processes);
                break;
        }
    }

    private void JoinSeveral(SimulatedNode<TKey, TValue> node, Scope<TKey, TValue> scope, LocalProcess[] processes, TKey key)
    {
        var value = _kind.Value(++_version);
        Note("join several", $"{string.Join<LocalProcess>(' ', processes)} {key} {value}");
        foreach (var registration in scope.Register(processes, key, value))
        {
            node.Registrations.Add(registration);
            node.History!.Set(registration.Id, key, registration.Pid, value);
        }

        node.History!.Commit();
    }

    /// <summary>What a call took out is what the handles say; it must be as many as it said, of this key and these processes.</summary>
    private void Gone(SimulatedNode<TKey, TValue> node, string call, TKey key, int count, IReadOnlyCollection<LocalProcess> processes)
    {
        Note(call, $"{key} {count}");
        var gone = node.Registrations.FindAll(registration => !registration.IsRegistered);
        if (gone.Count != count || gone.Exists(registration => !registration.Key.Equals(key) || processes.All(process => process.Pid != registration.Pid)))
        {
            throw Failed($"{call} on {node.Name} under {key} said {count} and took [{string.Join(", ", gone.Select(registration => $"{registration.Pid} {registration.Key}"))}]");
        }

        foreach (var registration in gone)
        {
            node.Registrations.Remove(registration);
            node.History!.Take(registration.Id);
        }

        node.History!.Commit();
    }
}
