using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <content>What dialling and being dialled have in common before there is a link.</content>
internal sealed partial class TcpMesh
{
    /// <param name="socket">Connected.</param>
    /// <param name="dialled">Where this side has dialled; null: it was dialled.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    private async Task<(TcpHandshaken Handshaken, NodeId? Claimed)> ShakeHandsAsync(Socket socket, TcpDialEntry? dialled, CancellationToken cancellationToken)
    {
        socket.NoDelay = true;
        var channel = _tls is null ? new TcpChannel(new TcpStream(socket))
            : dialled is null ? await _tls.AcceptAsync(socket, cancellationToken).ConfigureAwait(false)
            : await _tls.DialAsync(socket, _book.HostsOf(dialled), cancellationToken).ConfigureAwait(false);
        try
        {
            var handshake = new Handshake(_handshakes!, isDialling: dialled is not null, RandomNumberGenerator.GetBytes(Handshake.NonceLength))
            {
                Binding = channel.Binding,
                Problem = channel.Problem,
            };
            var handshaken = await TcpGreeting.RunAsync(socket, channel.Stream, handshake, cancellationToken).ConfigureAwait(false);
            return (handshaken, handshake.Claimed);
        }
        catch
        {
            await channel.Stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task PartAsync(TcpHandshaken handshaken)
    {
        if (!handshaken.Result.IsByRemote)
        {
            await TcpGreeting.PartAsync(handshaken.Socket, handshaken.Reader, _time).ConfigureAwait(false);
        }

        // Not the socket alone: TLS has memory that only its own end, or the garbage collector, gives back.
        await handshaken.Stream.DisposeAsync().ConfigureAwait(false);
    }

    private void Report(Repetitions repetitions, string subject, string peer, in HandshakeResult refused)
    {
        var reason = refused.Reason!;
        if (!repetitions.IsNew(subject, reason))
        {
            MeshLog.Again(_logger, _self, peer, reason);
        }
        else if (refused.IsByRemote)
        {
            MeshLog.RefusedByRemote(_logger, _self, peer, reason);
        }
        else
        {
            MeshLog.Refused(_logger, _self, peer, reason);
        }
    }

    private static HandshakeResult Refused(AuthenticationException e) => new(HandshakeStatus.Refused) { Reason = Printable.Of(e.Message) };

    /// <summary>Without the port, which is another one each time.</summary>
    private static string Caller(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint is IPEndPoint endpoint ? TcpAddress.Host(endpoint.Address) : "an unknown address";
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return "an unknown address";
        }
    }
}
