namespace PgRegistry.TestKit.Simulation;

/// <content>What happens to links.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private void Link()
    {
        var one = AnyNode();
        var other = AnyOther(one);
        var names = $"{one.Name} {other.Name}";
        switch (_random.Next(6))
        {
            case 0:
                Fault("cut", names, one, other);
                Cut(one, other);
                break;
            case 1 or 2:
                Restore(one, other);
                break;
            case 3:
                Fault("connection lost", names, one, other);
                _network.Drop(one.Name, other.Name);
                break;
            default:
                Fault("second connection", names, one, other);
                _network.Dial(one.Name, other.Name);
                break;
        }
    }

    private void Cut(SimulatedNode<TKey, TValue> one, SimulatedNode<TKey, TValue> other)
    {
        _cuts.Add(PairOf(one, other));
        _network.Cut(one.Name, other.Name);
    }

    private void Restore(SimulatedNode<TKey, TValue> one, SimulatedNode<TKey, TValue> other)
    {
        Note("restore", $"{one.Name} {other.Name}");
        _cuts.Remove(PairOf(one, other));
        _network.Restore(one.Name, other.Name);
    }

    private (int, int) PairOf(SimulatedNode<TKey, TValue> one, SimulatedNode<TKey, TValue> other)
    {
        var (i, j) = (_nodes.IndexOf(one), _nodes.IndexOf(other));
        return (Math.Min(i, j), Math.Max(i, j));
    }

    /// <summary>
    /// A link stands still while both sides go on, and is then replaced: what was on its way is lost, what is held stays, and has to be
    /// brought up to date by deltas, or by a sync that finds the differences.
    /// </summary>
    private void Hiccup()
    {
        var one = AnyNode();
        var other = AnyOther(one);
        Fault("standstill", $"{one.Name} {other.Name}", one, other);
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

            // Where no other connection came about the former one is still the link.
            Later(() => _network.Resume(one.Name, other.Name));
        }
        else
        {
            _network.Resume(one.Name, other.Name);
        }
    }

    /// <summary>A peer reads nothing for a while, so that its cursor falls behind, or off the log.</summary>
    private void Stall()
    {
        var one = AnyNode();
        var other = AnyOther(one);
        Fault("slow peer", $"{one.Name} {other.Name}", one, other);
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
        var other = AnyOther(node);
        if (node.Scope is not { Mode: KeyMode.Duplicate } || other.Scope is null)
        {
            return;
        }

        _network.Pause(node.Name, other.Name);
        Join(node);
        Steps(_random.Next(1, 12));
        if (_network.LoseDelta(node.Name, other.Name))
        {
            Fault("frame lost", $"{node.Name} {other.Name}", node, other);
            _log.MayBeOutOfSequence = true;
            Join(node);
        }

        _network.Resume(node.Name, other.Name);
    }
}
