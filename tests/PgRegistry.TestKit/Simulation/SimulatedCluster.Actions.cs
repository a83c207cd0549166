namespace PgRegistry.TestKit.Simulation;

/// <content>What can happen.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private void Act()
    {
        var node = AnyNode();
        if (_settings.Focus != SimulationFocus.None && _random.Next(4) == 0)
        {
            Focus(node);
            return;
        }

        switch (_random.Next(100))
        {
            case < 17:
                Join(node);
                break;
            case < 21:
                Several(node);
                break;
            case < 28:
                Leave(node);
                break;
            case < 38:
                Update(node);
                break;
            case < 42:
                Exit(node);
                break;
            case < 66:
                Steps(_random.Next(1, 12));
                break;
            case < 70:
                Tick();
                break;
            case < 71:
                Monitor(node);
                break;
            case < 76:
                Send(node);
                break;
            case < 77:
                AwaitReplication(node);
                break;
            default:
                GoWrong(node);
                break;
        }
    }

    private void GoWrong(SimulatedNode<TKey, TValue> node)
    {
        switch (_random.Next(27))
        {
            case < 8:
                Link();
                break;
            case < 10:
                Separate(node);
                break;
            case < 12:
                Silence();
                break;
            case < 15:
                Stall();
                break;
            case < 18:
                Hiccup();
                break;
            case < 20:
                Lose(node);
                break;
            case 20:
                Storm(node);
                break;
            case 21:
                Claim(node);
                break;
            case 22:
                Skew(node);
                break;
            case < 25:
                CloseOrOpenScope(node);
                break;
            default:
                StopOrStartNode(node);
                break;
        }
    }

    private void Focus(SimulatedNode<TKey, TValue> node)
    {
        switch (_settings.Focus, _random.Next(2))
        {
            case (SimulationFocus.Resyncs, 0):
                Stall();
                break;
            case (SimulationFocus.Resyncs, _):
                Hiccup();
                break;
            case (SimulationFocus.Losses, 0):
                Lose(node);
                break;
            case (SimulationFocus.Restarts, 0):
                CloseOrOpenScope(node);
                break;
            default:
                Link();
                break;
        }
    }

    private SimulatedNode<TKey, TValue> AnyNode() => _nodes[_random.Next(_nodes.Count)];

    private SimulatedNode<TKey, TValue> AnyOther(SimulatedNode<TKey, TValue> node) => _nodes[(_nodes.IndexOf(node) + _random.Next(1, _nodes.Count)) % _nodes.Count];

    private void Join(SimulatedNode<TKey, TValue> node)
    {
        if (node.Scope is not { } scope)
        {
            return;
        }

        var process = node.Processes.Count == 0 || _random.Next(3) == 0 ? null : Pick(node.Processes);
        if (process is null)
        {
            process = node.Node!.Spawn();
            node.Processes.Add(process);
        }

        var key = _kind.Key(_random.Next(_settings.Keys));
        var value = _kind.Value(++_version);
        Registration<TKey, TValue> registration;
        if (scope.Mode == KeyMode.Unique)
        {
            var isHeld = scope.LookupLocal(key).Count > 0;
            if (scope.TryRegister(process, key, value, out registration, out _) == isHeld)
            {
                throw Failed($"TryRegister on {node.Name} under {key} contradicts LookupLocal (invariant 6)");
            }
        }
        else
        {
            registration = scope.Register(process, key, value);
        }

        Note("join", $"{process} {key} {value} {(registration == default ? "held" : registration.Id.Tag)}");
        if (registration != default)
        {
            node.Registrations.Add(registration);
            node.History!.Set(registration.Id, key, process.Pid, value);
            node.History.Commit();
        }
    }

    private void Leave(SimulatedNode<TKey, TValue> node)
    {
        var registration = Pick(node.Registrations);
        if (registration == default)
        {
            return;
        }

        Note("leave", $"{registration.Pid} {registration.Key} {registration.Id.Tag}");
        node.Registrations.Remove(registration);
        registration.Dispose();
        node.History!.Take(registration.Id);
        node.History.Commit();
    }

    private void Update(SimulatedNode<TKey, TValue> node)
    {
        var registration = Pick(node.Registrations);
        if (node.Processes.Find(process => process.Pid == registration.Pid) is not { } process)
        {
            return;
        }

        var value = _kind.Value(++_version);
        var key = registration.Key;
        var history = node.History!;
        Note("update", $"{registration.Pid} {key} {value}");
        if (_random.Next(2) == 0)
        {
            registration.Update(value);
            history.Set(registration.Id, key, registration.Pid, value);
        }
        else
        {
            node.Scope!.Update(process, key, value);
            foreach (var (id, entry) in history.Entries.Where(item => item.Value.Pid == process.Pid && item.Value.Key.Equals(key)).ToArray())
            {
                history.Set(id, key, entry.Pid, value);
            }
        }

        history.Commit();
    }

    private void Exit(SimulatedNode<TKey, TValue> node)
    {
        if (Pick(node.Processes) is not { } process)
        {
            return;
        }

        Note("exit", $"{process}");
        _upsets++;
        node.Inboxes.RemoveAll(inbox => inbox.Process == process);
        node.Processes.Remove(process);
        process.Dispose();
        node.Registrations.RemoveAll(registration => registration.Pid == process.Pid);
        if (node.History is { } history)
        {
            foreach (var (id, _) in history.Entries.Where(item => item.Value.Pid == process.Pid).ToArray())
            {
                history.Take(id);
            }

            history.Commit();
        }
    }

    private void Steps(int count)
    {
        Note("steps", $"{count}");
        Watch(() =>
        {
            for (var i = 0; i < count && _network.Step(); i++)
            {
            }
        });
    }

    private void Tick()
    {
        Note("tick", "");
        Watch(() => _time.Advance(TimeSpan.FromSeconds(1)));
    }

    private void Change(SimulatedNode<TKey, TValue> node)
    {
        switch (_random.Next(6))
        {
            case < 2:
                Join(node);
                break;
            case 2:
                Leave(node);
                break;
            case 3:
                Update(node);
                break;
            case 4:
                Exit(node);
                break;
            default:
                Steps(_random.Next(1, 4));
                break;
        }
    }

    private void Monitor(SimulatedNode<TKey, TValue> node)
    {
        if (node.Scope is { } scope)
        {
            Note("monitor", node.Name);
            if (node.Monitors.Count > 1)
            {
                node.Monitors[0].Close();
                node.Monitors.RemoveAt(0);
            }

            node.Monitors.Add(new MonitorReplay<TKey, TValue>(scope.MonitorScope(new MonitorOptions { Capacity = _random.Next(1, 40) })));
        }
    }
}
