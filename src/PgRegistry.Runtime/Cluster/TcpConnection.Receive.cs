using System.Net.Sockets;
using System.Security.Authentication;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <content>The receiving half, on the connection's own thread.</content>
internal sealed partial class TcpConnection
{
    /// <summary>Takes in frames until the connection ends, and says why it did.</summary>
    private string Receive(Link link)
    {
        try
        {
            while (_closing is null && _reader.Read())
            {
                if (_closing is null && Take(link) is { } refusal)
                {
                    return refusal;
                }
            }

            return _closing is null ? "the other side closed the connection" : Rest();
        }
        catch (WireFormatException e)
        {
            return Reject(e.Message);
        }
        catch (Exception e) when (IsConnectionLoss(e))
        {
            return Describe(e);
        }
    }

    /// <summary>Hands one frame to the core; returns the reason if it was the other side's refusal.</summary>
    private string? Take(Link link)
    {
        var frame = _reader.Frame;

        // The kind is the second byte of a short array, and a refusal is never anything else.
        if (frame is [_, (byte)FrameKind.Refused, ..] && HandshakeRefusal.TryRead(frame, out var reason))
        {
            if (_repetitions.IsNew(Remote.Name, reason))
            {
                MeshLog.RefusedByRemote(_logger, _core.Self, Remote, reason);
            }
            else
            {
                MeshLog.Again(_logger, _core.Self, Remote, reason);
            }

            return $"refused by the other side: {reason}";
        }

        try
        {
            _core.Receive(link, frame);
        }
        catch (Exception e) when (e is not WireFormatException)
        {
            MeshLog.Failed(_logger, e, _core.Self, Remote);
            Close("an error in the node that received a frame", isRefusal: true);
        }

        _context.AfterFrame?.Invoke(frame, Remote);
        return null;
    }

    private string Reject(string problem)
    {
        var reason = $"a malformed frame: {problem}";
        if (_repetitions.IsNew(Remote.Name, reason))
        {
            MeshLog.BadFrame(_logger, _core.Self, Remote, reason);
        }
        else
        {
            MeshLog.Again(_logger, _core.Self, Remote, reason);
        }

        Close(reason, isRefusal: true);
        return Rest();
    }

    /// <summary>
    /// This side is closing. It reads on and drops what comes until the other side has closed as well: to close with unread bytes
    /// resets the connection, and the reason that was sent would be lost.
    /// </summary>
    private string Rest()
    {
        try
        {
            _reader.Discard();
        }
        catch (Exception e) when (IsConnectionLoss(e))
        {
        }

        return "closed";
    }

    private static bool IsConnectionLoss(Exception e) => e is IOException or SocketException or AuthenticationException or ObjectDisposedException or OperationCanceledException;

    private static string Describe(Exception e) => e switch
    {
        { InnerException: SocketException inner } => $"the connection was lost: {inner.Message}",
        ObjectDisposedException => "the connection was closed",
        _ => $"the connection was lost: {e.Message}",
    };
}
