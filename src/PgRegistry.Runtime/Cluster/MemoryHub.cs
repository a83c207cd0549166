namespace PgRegistry.Cluster;

/// <summary>
/// What an in-memory network is made of: its nodes, which pairs are cut, and the things that can happen next. One thing happens at a
/// time, on its own by a work item of the pool, or step by step in an order drawn from a seed.
/// </summary>
internal sealed partial class MemoryHub(int seed, bool isStepped)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly List<MemoryNode> _nodes = [];
    private readonly HashSet<(string, string)> _cuts = [];
    private readonly List<(MemoryNode Node, Action Action)> _ready = [];
    private long _bytesSent;
    private bool _isRunning;

    public bool IsStepped => isStepped;

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>A hash over all bytes that were delivered, in order: two runs of one seed have the same.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037UL;

    /// <summary>The incarnation of a node that joins: drawn from the seed when everything is.</summary>
    public ulong? NextIncarnation()
    {
        lock (_lock)
        {
            return isStepped ? (ulong)_random.NextInt64(1, long.MaxValue) : null;
        }
    }

    public void Add(MemoryNode node)
    {
        lock (_lock)
        {
            _nodes.Add(node);
            foreach (var other in _nodes.Where(other => other != node))
            {
                ConnectLater(node, other);
            }
        }
    }

    /// <summary>Something a node wants to be done, soon and not on its stack.</summary>
    public void Schedule(MemoryNode node, Action action)
    {
        lock (_lock)
        {
            _ready.Add((node, action));
            if (isStepped || _isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static hub => hub.RunReady(), this, preferLocal: false);
    }

    public bool Step()
    {
        if (!isStepped)
        {
            throw new InvalidOperationException("This network delivers by itself; InMemoryNetwork.StepByStep(seed) makes one that is driven.");
        }

        Action action;
        lock (_lock)
        {
            if (_ready.Count == 0)
            {
                return false;
            }

            var index = _random.Next(_ready.Count);
            action = _ready[index].Action;
            _ready.RemoveAt(index);
        }

        action();
        return true;
    }

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

    public void Crash(string name)
    {
        MemoryConnection[] connections;
        lock (_lock)
        {
            if (Find(name) is not { } node)
            {
                return;
            }

            _nodes.Remove(node);
            _ready.RemoveAll(item => item.Node == node);
            connections = [.. node.Connections];
        }

        foreach (var connection in connections)
        {
            Break(connection, "the other node crashed");
        }
    }

    /// <summary>True while a stopping node has connections to wait for.</summary>
    public bool HasConnections(MemoryNode node)
    {
        lock (_lock)
        {
            return _nodes.Contains(node) && node.Connections.Count > 0;
        }
    }

    public void Remove(MemoryNode node)
    {
        MemoryConnection[] connections;
        lock (_lock)
        {
            _nodes.Remove(node);
            connections = [.. node.Connections];
        }

        foreach (var connection in connections)
        {
            Close(connection, "the other node stopped", "this node stopped");
        }
    }

    /// <summary>Puts bytes on their way to the other end.</summary>
    public void Send(MemoryConnection from, byte[] bytes)
    {
        lock (_lock)
        {
            _bytesSent += bytes.Length;
            from.Other.Incoming.Enqueue(bytes);
            Schedule(from.Other.Owner, () => Deliver(from.Other));
        }
    }

    /// <summary>One end closes: it hears of it at once, the other end after what is on its way to it.</summary>
    public void Close(MemoryConnection connection, string toldToOther, string reason)
    {
        if (!End(connection))
        {
            return;
        }

        Disconnected(connection, reason);
        lock (_lock)
        {
            connection.Other.ClosedBecause ??= toldToOther;
            Schedule(connection.Other.Owner, () => Deliver(connection.Other));
        }
    }

    private static (string, string) Pair(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private void RunReady()
    {
        while (true)
        {
            Action action;
            lock (_lock)
            {
                if (_ready.Count == 0)
                {
                    _isRunning = false;
                    return;
                }

                action = _ready[0].Action;
                _ready.RemoveAt(0);
            }

            action();
        }
    }

    private MemoryNode? Find(string name) => _nodes.Find(node => node.Name == name);

    private MemoryConnection[] Between(string one, string other)
    {
        lock (_lock)
        {
            return Find(one)?.Connections.Where(connection => connection.RemoteNode.Name == other).ToArray() ?? [];
        }
    }

    private void ConnectLater(MemoryNode one, MemoryNode other) => Schedule(one, () => Connect(one, other, isWanted: false));

    private void Connect(MemoryNode one, MemoryNode other, bool isWanted)
    {
        MemoryConnection near;
        MemoryConnection far;
        lock (_lock)
        {
            if (!_nodes.Contains(one) || !_nodes.Contains(other) || _cuts.Contains(Pair(one.Name, other.Name))
                || !one.CanConnectTo(other)
                || (!isWanted && one.Connections.Exists(connection => connection.RemoteNode == other)))
            {
                return;
            }

            near = new MemoryConnection(this, one, other, isOutgoing: true);
            far = new MemoryConnection(this, other, one, isOutgoing: false) { Other = near };
            near.Other = far;
            one.Connections.Add(near);
            other.Connections.Add(far);
            Schedule(one, () => Begin(near));
            Schedule(other, () => Begin(far));
        }
    }

    private void Begin(MemoryConnection connection)
    {
        if (!connection.IsClosed)
        {
            connection.Link = connection.Owner.Core.Connected(connection);
            Schedule(connection.Owner, () => Deliver(connection));
            connection.Wake();
        }
    }

    /// <summary>One bundle of bytes arrives, or after the last one the news that the connection is closed.</summary>
    private void Deliver(MemoryConnection to)
    {
        if (to.IsClosed || to.IsPaused || to.Link is null)
        {
            return;
        }

        byte[]? bytes;
        lock (_lock)
        {
            to.Incoming.TryDequeue(out bytes);
        }

        if (bytes is not null)
        {
            if (isStepped)
            {
                Digest = bytes.Aggregate(Digest, static (hash, b) => (hash ^ b) * 1099511628211UL);
            }

            to.Receive(bytes);
            Schedule(to.Owner, () => Deliver(to));
        }
        else if (to.ClosedBecause is { } reason && End(to))
        {
            Disconnected(to, reason);
        }
    }

    /// <summary>Both ends are gone at once, and what is on its way is lost.</summary>
    private void Break(MemoryConnection connection, string reason)
    {
        foreach (var end in new[] { connection, connection.Other })
        {
            if (End(end))
            {
                Schedule(end.Owner, () => Disconnected(end, reason));
            }
        }
    }

    private bool End(MemoryConnection connection)
    {
        lock (_lock)
        {
            if (connection.IsClosed)
            {
                return false;
            }

            connection.IsClosed = true;
            connection.Incoming.Clear();
            connection.Owner.Connections.Remove(connection);
            return true;
        }
    }

    private void Disconnected(MemoryConnection connection, string reason)
    {
        if (connection.Link is { } link)
        {
            connection.Owner.Core.Disconnected(link, reason);
        }

        lock (_lock)
        {
            if (connection.Owner.IsStopping && connection.Owner.Connections.Count == 0)
            {
                connection.Owner.Drained();
            }

            // A link that was lost is sought again, as a mesh would.
            if (!connection.Owner.Core.IsLinked(connection.RemoteNode.Name))
            {
                ConnectLater(connection.Owner, connection.RemoteNode);
            }
        }
    }
}
