namespace PgRegistry.Tests.Model;

/// <summary>
/// What a cluster at rest is: each node has a list of entries, and a node sees its own and those of the nodes that it is linked to.
/// Lists and loops only; it is to be seen at a glance that it is right.
/// </summary>
internal sealed class ClusterModel
{
    private readonly List<(ModelNode One, ModelNode Other)> _cuts = [];
    private readonly List<(EntryId Entry, LeaveReason Reason)> _removed = [];

    public ClusterModel(int nodes)
    {
        for (var i = 0; i < nodes; i++)
        {
            Nodes.Add(new ModelNode($"n{i}"));
        }
    }

    public List<ModelNode> Nodes { get; } = [];

    public IReadOnlyList<(ModelNode One, ModelNode Other)> Cuts => _cuts;

    /// <summary>The link that stands still; null when none does.</summary>
    public Standstill? Standstill { get; set; }

    public bool IsCut(ModelNode one, ModelNode other) => _cuts.Contains((one, other)) || _cuts.Contains((other, one));

    public void Cut(ModelNode one, ModelNode other) => _cuts.Add((one, other));

    public void Restore(ModelNode one, ModelNode other) => _cuts.RemoveAll(cut => cut == (one, other) || cut == (other, one));

    /// <summary>Takes entries out; whoever sees them is told this reason.</summary>
    public void Remove(ModelNode node, Predicate<Held> which, LeaveReason reason)
    {
        foreach (var entry in node.Entries.FindAll(which))
        {
            node.Entries.Remove(entry);
            _removed.Add((entry.Id, reason));
        }
    }

    /// <summary>The nodes that a node is linked to.</summary>
    public List<ModelNode> LinkedTo(ModelNode node) =>
        Nodes.FindAll(other => other != node && node.Id is not null && other.Id is not null && !IsCut(node, other));

    /// <summary>What a node sees; null where the scope is not open.</summary>
    public View? ViewOf(ModelNode node)
    {
        if (!node.IsOpen)
        {
            return null;
        }

        var view = new View([.. node.Entries], []);
        foreach (var other in LinkedTo(node).Where(other => other.IsOpen))
        {
            view.Entries.AddRange(Standstill?.IsBetween(node, other) == true ? Standstill.SeenOf(other) : other.Entries);
            view.Peers.Add(other.Id!);
        }

        return view;
    }

    public List<View?> Views() => Nodes.ConvertAll(ViewOf);

    /// <summary>What a monitor has to tell when one view becomes another.</summary>
    public List<Seen> Changes(View before, View after)
    {
        var changes = new List<Seen>();
        foreach (var entry in before.Entries)
        {
            var now = after.Entries.FindIndex(other => other.Id == entry.Id);
            if (now < 0)
            {
                changes.Add(new Seen(ChangeKind.Left, entry, Reason: ReasonOf(entry)));
            }
            else if (after.Entries[now] != entry)
            {
                changes.Add(new Seen(ChangeKind.Updated, after.Entries[now], OldValue: entry.Value));
            }
        }

        changes.AddRange(after.Entries.Where(entry => !before.Entries.Exists(other => other.Id == entry.Id)).Select(entry => new Seen(ChangeKind.Joined, entry)));
        changes.AddRange(after.Peers.Except(before.Peers).Select(peer => new Seen(ChangeKind.Synced, Node: peer)));
        return changes;
    }

    /// <summary>An entry that its node still has left because the link is lost.</summary>
    private LeaveReason ReasonOf(Held entry) =>
        _removed.FindIndex(removed => removed.Entry == entry.Id) is var index and >= 0 ? _removed[index].Reason : LeaveReason.NodeDown;
}

/// <summary>What a node sees: entries, and the nodes that share the scope with it.</summary>
internal sealed record View(List<Held> Entries, List<NodeId> Peers);

/// <summary>One node of the model; its entries are in the order in which they joined.</summary>
internal sealed class ModelNode(string name)
{
    public string Name { get; } = name;

    /// <summary>Null while the node is down.</summary>
    public NodeId? Id { get; set; }

    public bool IsOpen { get; set; }

    public List<Held> Entries { get; } = [];

    /// <summary>The living ones.</summary>
    public List<Pid> Processes { get; } = [];
}
