using System.Net.Sockets;

namespace PgRegistry.Cluster;

/// <summary>
/// A connection's bytes. Who reads or writes synchronously waits in the operating system: the platform lets a thread of its own wait, which
/// then has to wake the caller, one change of threads more for every frame; and by its own account it may rarely need the pool for that.
/// </summary>
internal sealed class TcpStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    /// <summary>A socket that can be written to takes so much without waiting.</summary>
    public const int WritableBytes = 16 << 10;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            Wait(SelectMode.SelectRead);
            return Socket.Receive(buffer, SocketFlags.None);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            while (buffer.Length > 0)
            {
                Wait(SelectMode.SelectWrite);
                buffer = buffer[Socket.Send(buffer[..Math.Min(WritableBytes, buffer.Length)], SocketFlags.None)..];
            }
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private void Wait(SelectMode mode)
    {
        // Elsewhere it is not certain that disposing the socket ends the wait.
        if (OperatingSystem.IsLinux())
        {
            Socket.Poll(Timeout.InfiniteTimeSpan, mode);
        }
    }
}
