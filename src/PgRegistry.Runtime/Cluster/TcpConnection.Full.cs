using System.Net.Sockets;

namespace PgRegistry.Cluster;

/// <content>
/// Sending what a socket does not take at once. To wait for it asynchronously would need the pool to go on, and on the pool would take a thread
/// of it; so a connection whose socket is full gets a thread, until everything is sent.
/// </content>
internal sealed partial class TcpConnection
{
    /// <summary>What a socket takes; and with TLS it is one record of less than that.</summary>
    private const int PieceBytes = TcpStream.WritableBytes - 512;

    private volatile bool _isFull;

    /// <summary>The socket takes nothing at the moment, or has only just begun to again.</summary>
    public bool IsFull => _isFull;

    /// <summary>Bytes that were pulled and may not be with the socket yet: at most one pull.</summary>
    public int UnsentBytes => _output.Length;

    private bool IsWritable => _socket.Poll(TimeSpan.Zero, SelectMode.SelectWrite);

    /// <summary>Writes what was pulled. False: another thread has taken over, with the right to pull and write.</summary>
    private bool TryWrite()
    {
        ReadOnlyMemory<byte> rest = _output.WrittenMemory;
        if (_isFull)
        {
            _stream.Write(rest.Span);
            return true;
        }

        while (rest.Length > 0)
        {
            if (!IsWritable)
            {
                HandOver(rest, Task.CompletedTask);
                return false;
            }

            var piece = rest[..Math.Min(PieceBytes, rest.Length)];
            rest = rest[piece.Length..];
            var writing = _stream.WriteAsync(piece);
            if (!writing.IsCompletedSuccessfully)
            {
                HandOver(rest, writing.AsTask());
                return false;
            }
        }

        return true;
    }

    private void HandOver(ReadOnlyMemory<byte> rest, Task writing)
    {
        _isFull = true;
        new Thread(() => SendRest(rest, writing), StackBytes) { IsBackground = true, Name = $"PgRegistry sends to {Remote.Name}" }.UnsafeStart();
    }

    private void SendRest(ReadOnlyMemory<byte> rest, Task writing)
    {
        try
        {
            writing.GetAwaiter().GetResult();
            if (rest.Length > 0)
            {
                _stream.Write(rest.Span);
            }
        }
        catch (Exception e)
        {
            SendFailed(e);
            return;
        }

        Send();
    }
}
