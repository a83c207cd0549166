namespace PgRegistry.TestKit.Simulation;

/// <content>What happens to links.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private void Link()
    {
        var one = _random.Next(_nodes.Count);
        var other = (one + _random.Next(1, _nodes.Count)) % _nodes.Count;
        var pair = (Math.Min(one, other), Math.Max(one, other));
        var names = (_nodes[one].Name, _nodes[other].Name);
        switch (_random.Next(6))
        {
            case 0:
                Note("cut", $"{names}");
                _cuts.Add(pair);
                _network.Cut(names.Item1, names.Item2);
                break;
            case 1 or 2:
                Note("restore", $"{names}");
                _cuts.Remove(pair);
                _network.Restore(names.Item1, names.Item2);
                break;
            case 3:
                Note("drop", $"{names}");
                _network.Drop(names.Item1, names.Item2);
                break;
            default:
                Note("replace", $"{names}");
                _network.Dial(names.Item1, names.Item2);
                break;
        }
    }

    /// <summary>
    /// A link stands still while both sides go on, and is then replaced: what was on its way is lost, what is held stays, and has to be
    /// brought up to date by deltas, or by a sync that finds the differences.
    /// </summary>
    private void Hiccup()
    {
        var one = _nodes[_random.Next(_nodes.Count)];
        var other = _nodes[_random.Next(_nodes.Count)];
        if (one == other)
        {
            return;
        }

        Note("hiccup", $"{one.Name} {other.Name}");
        _network.Pause(one.Name, other.Name);
        for (var i = _random.Next(2, 30); i > 0; i--)
        {
            Change(_random.Next(2) == 0 ? one : other);
            Check();
        }

        if (_random.Next(8) == 0)
        {
            CloseOrOpenScope(one);
        }

        if (_random.Next(4) > 0)
        {
            _network.Replace(one.Name, other.Name);

            GoOn(one, other);
        }
        else
        {
            _network.Resume(one.Name, other.Name);
        }
    }

    /// <summary>A peer reads nothing for a while, so that its cursor falls behind, or off the log.</summary>
    private void Stall()
    {
        var one = _nodes[_random.Next(_nodes.Count)];
        var other = _nodes[_random.Next(_nodes.Count)];
        Note("stall", $"{one.Name} {other.Name}");
        _network.Stall(one.Name, other.Name);
        for (var i = _random.Next(2, 30); i > 0; i--)
        {
            Change(_random.Next(2) == 0 ? one : other);
            Check();
        }

        _network.Unstall(one.Name, other.Name);
        GoOn(one, other);
    }

    /// <summary>While the other side is told what it missed, both go on.</summary>
    private void GoOn(SimulatedNode<TKey, TValue> one, SimulatedNode<TKey, TValue> other)
    {
        for (var i = _random.Next(2, 16); i > 0; i--)
        {
            Steps(_random.Next(1, 5));
            Change(_random.Next(2) == 0 ? one : other);
            Check();
        }
    }

    /// <summary>Something of a link that stays up is lost, as if a sender had a defect: the next that arrives shows the gap.</summary>
    private void Lose(SimulatedNode<TKey, TValue> node)
    {
        var other = _nodes[_random.Next(_nodes.Count)];
        if (node.Scope is not { Mode: KeyMode.Duplicate } || other.Scope is null || other == node)
        {
            return;
        }

        _network.Pause(node.Name, other.Name);
        Join(node);
        Steps(_random.Next(1, 12));
        if (_network.LoseDelta(node.Name, other.Name))
        {
            Note("lose", $"{node.Name} {other.Name}");
            _log.MayBeOutOfSequence = true;
            Join(node);
        }

        _network.Resume(node.Name, other.Name);
    }
}
