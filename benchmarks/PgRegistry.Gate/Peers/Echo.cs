using System.Net;
using System.Net.Sockets;

namespace PgRegistry.Gate.Peers;

/// <summary>The far end of a bare round trip: sends back what comes.</summary>
internal static class Echo
{
    /// <summary>Returns the port.</summary>
    public static long Start(int bytes)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _ = RunAsync(listener, bytes);
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private static async Task RunAsync(Socket listener, int bytes)
    {
        using var socket = await listener.AcceptAsync().ConfigureAwait(false);
        listener.Dispose();
        socket.NoDelay = true;
        var buffer = new byte[bytes];
        while (await Bytes.TryReceiveAsync(socket, buffer).ConfigureAwait(false))
        {
            await Bytes.SendAsync(socket, buffer).ConfigureAwait(false);
        }
    }
}
