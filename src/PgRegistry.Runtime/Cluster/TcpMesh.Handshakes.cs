using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace PgRegistry.Cluster;

/// <content>What dialling and being dialled have in common before there is a link.</content>
internal sealed partial class TcpMesh
{
    private async Task<(TcpHandshaken Handshaken, NodeId? Claimed)> ShakeHandsAsync(Socket socket, bool isDialling, CancellationToken cancellationToken)
    {
        socket.NoDelay = true;
        var handshake = new Handshake(_handshakes!, isDialling, RandomNumberGenerator.GetBytes(Handshake.NonceLength));
        var handshaken = await TcpGreeting.RunAsync(socket, new NetworkStream(socket, ownsSocket: true), handshake, cancellationToken).ConfigureAwait(false);
        return (handshaken, handshake.Claimed);
    }

    private async Task PartAsync(TcpHandshaken handshaken)
    {
        if (!handshaken.Result.IsByRemote)
        {
            await TcpGreeting.PartAsync(handshaken.Socket, handshaken.Reader, _time).ConfigureAwait(false);
        }
    }

    private void Report(TcpRepetitions repetitions, string subject, string peer, in HandshakeResult refused)
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
