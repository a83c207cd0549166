using System.Net.Sockets;

namespace PgRegistry.Cluster;

/// <summary>
/// A connection's bytes. Synchronous reads wait in the operating system: the platform lets a thread of its own wait, which then has to
/// wake the caller, and that is one change of threads more for every frame.
/// </summary>
internal sealed class TcpStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            // Elsewhere it is not certain that disposing the socket ends the wait.
            if (OperatingSystem.IsLinux())
            {
                Socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
            }

            return Socket.Receive(buffer, SocketFlags.None);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
