namespace PgRegistry.Cluster;

/// <content>The connections that passed the handshake, and what makes them send.</content>
internal sealed partial class TcpMesh
{
    private readonly TcpFanOut _fanOut;
    private bool _isClosed;

    /// <summary>The connections that have passed the handshake and not ended.</summary>
    public IReadOnlyList<TcpConnection> Connections => _fanOut.Connections;

    public void OutputReady() => _fanOut.WakeAll();

    public void Written() => _fanOut.Written();

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
                _fanOut.Connections = [.. _fanOut.Connections.Where(other => other != connection)];
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

            _fanOut.Connections = [.. _fanOut.Connections, connection];
            return true;
        }
    }

    private void CloseConnections(string reason)
    {
        TcpConnection[] connections;
        lock (_lock)
        {
            _isClosed = true;
            connections = _fanOut.Connections;
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
            foreach (var connection in _fanOut.Connections)
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
