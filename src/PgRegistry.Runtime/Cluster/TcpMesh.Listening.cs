using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PgRegistry.Cluster;

/// <content>Who dials this node.</content>
internal sealed partial class TcpMesh
{
    /// <summary>So many connections may be in their handshakes at once; anybody can open one.</summary>
    private const int MaxStrangers = 128;

    private const int Backlog = 512;

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(250);

    private int _strangers;

    /// <exception cref="IOException">The address cannot be listened on.</exception>
    private IPEndPoint? Listen()
    {
        if (_options.Listen is not { } text)
        {
            return null;
        }

        Socket? socket = null;
        try
        {
            var endpoint = IPEndPoint.Parse(text);
            socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endpoint);
            socket.Listen(Backlog);
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw new IOException(
                $"The node {_self.Name} cannot listen on {text} ({nameof(RegistryNodeOptions)}.{nameof(RegistryNodeOptions.Listen)}): {e.Message}. Choose an address of this machine and a port that is free, or port 0 for any.", e);
        }

        _listener = socket;
        var bound = (IPEndPoint)socket.LocalEndPoint!;
        Address = _options.Advertise ?? TcpAddress.Text(bound);
        MeshLog.Listening(_logger, _self, bound);
        return bound;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (SocketException e) when (!_stopping.IsCancellationRequested)
            {
                // Out of handles, or the caller has gone already: neither is the end of listening.
                if (_repetitions.IsNew("accept", e.Message))
                {
                    MeshLog.CannotAccept(_logger, e, _self);
                }

                await Task.Delay(PauseAfterError, _time, _stopping.Token).ConfigureAwait(false);
                continue;
            }
            catch (Exception e) when (_stopping.IsCancellationRequested && e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            var strangers = Interlocked.Increment(ref _strangers);
            if (strangers > MaxStrangers || !_tasks.TryRun(() => GreetAsync(socket)))
            {
                Interlocked.Decrement(ref _strangers);
                var caller = Caller(socket);
                MeshLog.TooManyStrangers(_logger, _self, caller, strangers - 1);
                socket.Dispose();
            }
        }
    }

    /// <summary>Runs the handshake with who has dialled; then serves the connection.</summary>
    private async Task GreetAsync(Socket socket)
    {
        TcpHandshaken? handshaken;
        try
        {
            handshaken = await AnswerAsync(socket).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _strangers);
        }

        if (handshaken is null)
        {
            socket.Dispose();
        }
        else
        {
            await ServeAsync(handshaken, Caller(socket), isOutgoing: false).ConfigureAwait(false);
        }
    }

    private async Task<TcpHandshaken?> AnswerAsync(Socket socket)
    {
        var caller = "";
        try
        {
            caller = Caller(socket);
            using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
            var (handshaken, claimed) = await ShakeHandsAsync(socket, dialled: null, either.Token).ConfigureAwait(false);
            if (handshaken.Result.Status == HandshakeStatus.Done)
            {
                return handshaken;
            }

            if (handshaken.Result.Status == HandshakeStatus.Refused)
            {
                // Several nodes may share one address, so who said its name is reported by that.
                Report(_callers, claimed?.Name ?? caller, claimed is null ? caller : $"{claimed} at {caller}", handshaken.Result);
            }

            await PartAsync(handshaken).ConfigureAwait(false);
        }
        catch (AuthenticationException e)
        {
            Report(_callers, caller, caller, Refused(e));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            MeshLog.HandshakeLost(_logger, _self, caller, e.Message);
        }

        return null;
    }
}
