using System.Net.Sockets;

namespace PgRegistry.Gate.Peers;

/// <summary>Whole messages over a bare socket.</summary>
internal static class Bytes
{
    /// <summary>False when the other side has closed.</summary>
    public static async ValueTask<bool> TryReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = await socket.ReceiveAsync(buffer).ConfigureAwait(false);
            if (count == 0)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }

    public static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            buffer = buffer[await socket.SendAsync(buffer).ConfigureAwait(false)..];
        }
    }
}
