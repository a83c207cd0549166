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
    private readonly List<(MemoryNode Node, Action Action)> _ready = [];
    private long _bytesSent;
    private long _lastSent;
    private long _lastDelivered;
    private bool _isRunning;

    public bool IsStepped => isStepped;

    /// <summary>What has gone wrong so far without anybody's asking for it; when driven step by step.</summary>
    public MemoryCounts Counts { get; } = new();

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

            // The last one takes its place: with hundreds of nodes there is much that can happen.
            var index = _random.Next(_ready.Count);
            action = _ready[index].Action;
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
        }

        action();
        return true;
    }

    /// <summary>Takes a node away without a word; of several that claim the name the one that came first.</summary>
    public void Crash(string name)
    {
        MemoryNode? node;
        lock (_lock)
        {
            node = Find(name);
        }

        if (node is not null)
        {
            Crash(node);
        }
    }

    public void Crash(NodeId id)
    {
        MemoryNode? node;
        lock (_lock)
        {
            node = _nodes.Find(one => one.Core.Self == id);
        }

        if (node is not null)
        {
            Crash(node);
        }
    }

    private void Crash(MemoryNode node)
    {
        MemoryConnection[] connections;
        lock (_lock)
        {
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
            from.Other.Incoming.Enqueue((++_lastSent, bytes));
            Schedule(from.Other.Owner, () => Deliver(from.Other));
        }
    }

    /// <summary>One end closes: it hears of it at once, the other end after what is on its way to it.</summary>
    public void Close(MemoryConnection connection, string toldToOther, string reason, bool isRefusal = false)
    {
        if (!End(connection))
        {
            return;
        }

        connection.IsRefused = connection.Other.IsRefused = isRefusal;

        Disconnected(connection, reason);
        lock (_lock)
        {
            connection.Other.ClosedBecause ??= toldToOther;
            Schedule(connection.Other.Owner, () => Deliver(connection.Other));
        }
    }

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
        if (to.IsClosed || to.IsPaused || to.Link is null || IsBlocked(to))
        {
            return;
        }

        (long Number, byte[] Bytes) bundle;
        lock (_lock)
        {
            to.Incoming.TryDequeue(out bundle);
        }

        if (bundle.Bytes is { } bytes)
        {
            if (isStepped)
            {
                Counts.Overtakings += bundle.Number < _lastDelivered ? 1 : 0;
                _lastDelivered = bundle.Number;
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
            Counts.StaleLinkDowns += link.Peer.Current is { } current && current != link ? 1 : 0;
            connection.Owner.Core.Disconnected(link, reason);
        }

        lock (_lock)
        {
            if (connection.Owner.IsStopping && connection.Owner.Connections.Count == 0)
            {
                connection.Owner.Drained();
            }

            // A link that was lost is sought again, as a mesh would; who was refused waits for the next tick.
            if (!connection.IsRefused && !connection.Owner.Core.IsLinked(connection.RemoteNode.Name))
            {
                ConnectLater(connection.Owner, connection.RemoteNode);
            }
        }
    }
}
