namespace PgRegistry.TestKit.Simulation;

/// <content>What can happen.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private void Act()
    {
        var node = _nodes[_random.Next(_nodes.Count)];
        if (_settings.Focus != SimulationFocus.None && _random.Next(4) == 0)
        {
            Focus(node);
            return;
        }

        switch (_random.Next(100))
        {
            case < 18:
                Join(node);
                break;
            case < 22:
                Several(node);
                break;
            case < 30:
                Leave(node);
                break;
            case < 40:
                Update(node);
                break;
            case < 44:
                Exit(node);
                break;
            case < 69:
                Steps(_random.Next(1, 12));
                break;
            case < 73:
                Note("tick", "");
                _time.Advance(TimeSpan.FromSeconds(1));
                break;
            case < 83:
                Link();
                break;
            case < 84:
                Lose(node);
                break;
            case < 88:
                Stall();
                break;
            case < 89:
                Storm(node);
                break;
            case < 92:
                Hiccup();
                break;
            case < 93:
                Monitor(node);
                break;
            case < 97:
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

        var key = _key(_random.Next(_settings.Keys));
        var value = _value(++_version);
        Registration<TKey, TValue>? registration;
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

        Note("join", $"{process} {key} {value} {(registration is null ? "held" : registration.Id.Tag)}");
        if (registration is not null)
        {
            node.Registrations.Add(registration);
            node.History!.Set(registration.Id, key, process.Pid, value);
            node.History.Commit();
        }
    }

    private void Leave(SimulatedNode<TKey, TValue> node)
    {
        if (Pick(node.Registrations) is not { } registration)
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
        if (Pick(node.Registrations) is not { } registration || node.Processes.Find(process => process.Pid == registration.Pid) is not { } process)
        {
            return;
        }

        var value = _value(++_version);
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
        for (var i = 0; i < count && _network.Step(); i++)
        {
        }
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

    /// <summary>Many join at once, and perhaps all end at once.</summary>
    private void Storm(SimulatedNode<TKey, TValue> node)
    {
        Note("storm", node.Name);
        for (var i = _random.Next(10, 40); i > 0; i--)
        {
            Join(node);
        }

        Check();
        for (var i = _random.Next(3); i > 0; i--)
        {
            Exit(node);
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

    private void CloseOrOpenScope(SimulatedNode<TKey, TValue> node)
    {
        if (node.Node is null)
        {
            return;
        }

        if (node.Scope is { } scope)
        {
            Note("close", node.Name);
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
            node.ForgetScope();
        }
        else
        {
            Note("open", node.Name);
            OpenScope(node);
        }
    }

    private void StopOrStartNode(SimulatedNode<TKey, TValue> node)
    {
        if (node.Node is not { } running)
        {
            Note("start", node.Name);
            Start(node);
        }
        else if (_random.Next(2) == 0)
        {
            Note("crash", node.Name);
            _network.Crash(node.Name);
            node.ForgetNode();
        }
        else
        {
            Note("stop", node.Name);
            running.DisposeAsync().AsTask().GetAwaiter().GetResult();
            node.ForgetNode();
        }
    }
}
