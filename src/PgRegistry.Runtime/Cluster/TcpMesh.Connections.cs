namespace PgRegistry.Cluster;

/// <content>The connections that passed the handshake, and what makes them send.</content>
internal sealed partial class TcpMesh : IThreadPoolWorkItem
{
    /// <summary>
    /// To more peers than this the caller does not send himself: each is a call of the operating system, of some 5 µs.
    /// </summary>
    private const int SentByCaller = 4;

    /// <summary>
    /// After so long without output, what comes is alone: the caller sends it himself, which spares the change to a thread of the pool, half of the
    /// way to the peer's subscriber (row <c>join-to-monitor</c>). What comes sooner is one of many: the pool sends them together, and the
    /// caller goes on.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMicroseconds(100);

    private volatile TcpConnection[] _connections = [];
    private bool _isClosed;
    private int _isOutputReady;
    private long _lastOutput;

    /// <summary>The first call queues a look at all connections, further ones until then do nothing more.</summary>
    public void OutputReady()
    {
        if (TryBeginOutput())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Called for every change, so it does as little as possible.</summary>
    public void Written()
    {
        if (!TryBeginOutput())
        {
            return;
        }

        var now = _time.GetTimestamp();
        var isAlone = _time.GetElapsedTime(Interlocked.Exchange(ref _lastOutput, now), now) > Pause;
        if (!isAlone || _connections.Length > SentByCaller)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        Interlocked.Exchange(ref _isOutputReady, 0);

        // Read after that: for a connection that has come since, others may have relied on this call.
        foreach (var connection in _connections)
        {
            connection.SendHere();
        }
    }

    /// <summary>A connection looks for output itself when it comes up, so nobody has to be woken when there is none.</summary>
    private bool TryBeginOutput() => _connections.Length > 0 && Interlocked.Exchange(ref _isOutputReady, 1) == 0;

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Exchange(ref _isOutputReady, 0);
        Interlocked.Exchange(ref _lastOutput, _time.GetTimestamp());
        TcpConnection? own = null;
        foreach (var connection in _connections)
        {
            if (!connection.TrySchedule())
            {
                continue;
            }

            if (own is null)
            {
                own = connection;
            }
            else
            {
                connection.Queue();
            }
        }

        // One of them needs no other thread, which is all of them in a cluster of two.
        own?.RunScheduled();
    }

    /// <summary>The connections that have passed the handshake and not ended.</summary>
    public IReadOnlyList<TcpConnection> Connections => _connections;

    /// <summary>Serves a connection to its end.</summary>
    private async Task ServeAsync(TcpHandshaken handshaken, string dialledOrCaller, bool isOutgoing)
    {
        var remote = handshaken.Result.Remote!;
        _repetitions.Forget(dialledOrCaller);
        _callers.Forget(dialledOrCaller);
        if (HostAndPort.TryParse(handshaken.RemoteAddress, out var address))
        {
            Learn(remote.Name, address, isFirstHand: true);
        }

        var connection = new TcpConnection(handshaken, isOutgoing, _context!);
        if (TryAdd(connection))
        {
            MeshLog.Connected(_logger, _self, remote, handshaken.RemoteAddress, isOutgoing);
            await connection.RunAsync().ConfigureAwait(false);
            lock (_lock)
            {
                _connections = [.. _connections.Where(other => other != connection)];
            }
        }
        else
        {
            connection.Abort("this node has stopped");
            await handshaken.Stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private bool TryAdd(TcpConnection connection)
    {
        lock (_lock)
        {
            if (_isClosed || _stopping.IsCancellationRequested)
            {
                return false;
            }

            _connections = [.. _connections, connection];
            return true;
        }
    }

    private void CloseConnections(string reason)
    {
        TcpConnection[] connections;
        lock (_lock)
        {
            _isClosed = true;
            connections = _connections;
        }

        foreach (var connection in connections)
        {
            connection.Abort(reason);
        }
    }

    /// <summary>On the thread of the pulse.</summary>
    private void Beat()
    {
        try
        {
            _context!.Core.Tick();
            foreach (var connection in _connections)
            {
                connection.SendControl();
            }
        }
        catch (Exception e)
        {
            MeshLog.Unexpected(_logger, e);
        }
    }
}
