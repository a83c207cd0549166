namespace PgRegistry.Cluster;

/// <content>How connections come about.</content>
internal sealed partial class MemoryHub
{
    public void Connect(string one, string other)
    {
        lock (_lock)
        {
            if (Find(one) is { } a && Find(other) is { } b && a != b)
            {
                Schedule(a, () => Connect(a, b, isWanted: true));
            }
        }
    }

    /// <summary>A node looks for those that it has no connection to, as a mesh does from time to time.</summary>
    public void Seek(MemoryNode node)
    {
        lock (_lock)
        {
            if (!_nodes.Contains(node))
            {
                return;
            }

            var connected = node.Connections.Select(connection => connection.RemoteNode).ToHashSet();
            foreach (var other in _nodes.Where(other => other != node && !connected.Contains(other)))
            {
                ConnectLater(node, other);
            }
        }
    }

    private void ConnectLater(MemoryNode one, MemoryNode other) => Schedule(one, () => Connect(one, other, isWanted: false));

    private void Connect(MemoryNode one, MemoryNode other, bool isWanted)
    {
        if (!CanConnect(one, other, isWanted))
        {
            return;
        }

        var (dialling, listening) = MemoryGreeting.Run(one.Handshakes, other.Handshakes, isStepped ? _random : null);
        if (dialling.Status != HandshakeStatus.Done || listening.Status != HandshakeStatus.Done)
        {
            one.Refused(other.Core.Self, isDialling: true, dialling);
            other.Refused(one.Core.Self, isDialling: false, listening);
            return;
        }

        lock (_lock)
        {
            // Somebody may have cut or crashed something meanwhile.
            if (!CanConnect(one, other, isWanted))
            {
                return;
            }

            Counts.Duplicates += Between(one.Name, other.Name).Length > 0 ? 1 : 0;
            var near = new MemoryConnection(this, one, other, isOutgoing: true);
            var far = new MemoryConnection(this, other, one, isOutgoing: false) { Other = near };
            near.Other = far;
            one.Connections.Add(near);
            other.Connections.Add(far);
            Schedule(one, () => Begin(near));
            Schedule(other, () => Begin(far));
        }
    }

    private bool CanConnect(MemoryNode one, MemoryNode other, bool isWanted)
    {
        lock (_lock)
        {
            return _nodes.Contains(one) && _nodes.Contains(other) && !one.IsStopping && !other.IsStopping && CanReach(one, other) && CanReach(other, one)
                && (isWanted || !one.Connections.Exists(connection => connection.RemoteNode == other));
        }
    }

    public bool AgreeOnLink(NodeId one, NodeId other)
    {
        lock (_lock)
        {
            return _nodes.Exists(node => node.Core.Self == one && node.Connections.Exists(end => end.RemoteNode.Core.Self == other && end.IsLink && end.Other.IsLink));
        }
    }

    /// <summary>All ends of connections between two names, at either of them, also where the other end is gone.</summary>
    private MemoryConnection[] Between(string one, string other)
    {
        lock (_lock)
        {
            return [.. EndsAt(one, other), .. EndsAt(other, one)];
        }
    }

    private IEnumerable<MemoryConnection> EndsAt(string one, string other) =>
        _nodes.Where(node => node.Name == one).SelectMany(node => node.Connections).Where(end => end.RemoteNode.Name == other);
}
