namespace PgRegistry.TestKit.Simulation;

/// <content>What separates nodes for a while: told to both sides, to one, or to nobody.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private readonly List<(int At, Action End)> _later = [];
    private int _action;

    /// <summary>The cluster falls in two, or one node loses some of the others.</summary>
    private void Separate(SimulatedNode<TKey, TValue> node)
    {
        SimulatedNode<TKey, TValue>[] here;
        SimulatedNode<TKey, TValue>[] there;
        if (_random.Next(2) == 0)
        {
            here = [.. _nodes.Where(_ => _random.Next(2) == 0)];
            there = [.. _nodes.Except(here)];
            Fault("split", $"{string.Join(' ', here.Select(one => one.Name))} | {string.Join(' ', there.Select(one => one.Name))}", [.. _nodes]);
        }
        else
        {
            here = [node];
            there = [.. _nodes.Where(other => other != node && _random.Next(2) == 0).Take(_nodes.Count - 2)];
            Fault("partial cut", $"{node.Name} | {string.Join(' ', there.Select(one => one.Name))}", [node, .. there]);
        }

        foreach (var (one, other) in here.SelectMany(one => there.Select(other => (one, other))))
        {
            Cut(one, other);
        }

        Later(() =>
        {
            foreach (var (one, other) in here.SelectMany(one => there.Select(other => (one, other))))
            {
                Restore(one, other);
            }
        });
    }

    /// <summary>Something is the matter with a link that not both sides are told of.</summary>
    private void Silence()
    {
        var one = AnyNode();
        var other = AnyOther(one);
        var names = $"{one.Name} {other.Name}";
        switch (_random.Next(4))
        {
            case 0:
                Fault("one-way loss", names, one, other);
                _network.Block(one.Name, other.Name);
                Later(() => Restore(one, other));
                break;
            case 1:
                Fault("silent cut", names, one, other);
                _network.Block(one.Name, other.Name);
                _network.Block(other.Name, one.Name);
                Later(() => Restore(one, other));
                break;
            case 2:
                Fault("delay", names, one, other);
                _network.Pause(one.Name, other.Name);
                Later(() => _network.Resume(one.Name, other.Name));
                break;
            default:
                Fault("loss known to one side", names, one, other);
                _network.DropUnseen(one.Name, other.Name);
                Later(() => _network.Resume(one.Name, other.Name));
                break;
        }

        if (_random.Next(2) == 0)
        {
            Outlast(one, other);
        }
    }

    /// <summary>Time passes until a link that is silent has been noticed, and both sides go on.</summary>
    private void Outlast(SimulatedNode<TKey, TValue> one, SimulatedNode<TKey, TValue> other)
    {
        for (var i = _random.Next(6, 9); i > 0; i--)
        {
            Change(_random.Next(2) == 0 ? one : other);
            Steps(_random.Next(5, 40));
            Check();
            Tick();
            Check();
        }
    }

    /// <summary>Nothing lasts longer than some actions, and nothing lasts beyond the next rest.</summary>
    private void Later(Action end) => _later.Add((_action + _random.Next(1, 25), end));

    private void EndWhatIsOver(int action)
    {
        _action = action;
        var over = _later.FindAll(item => item.At <= action);
        _later.RemoveAll(item => item.At <= action);
        over.ForEach(item => item.End());
    }
}
