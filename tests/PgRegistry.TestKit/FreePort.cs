using System.Net;
using System.Net.Sockets;

namespace PgRegistry.TestKit;

/// <summary>
/// Ports of the loopback address for those who have to know theirs before they listen. They lie below those that the system, as it is set up by default, gives to
/// whoever asks for any: one of those may be another's, of this process or the next, between the look and the use.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Count = 20_000;

    /// <summary>Processes that run beside each other seldom begin close to each other.</summary>
    private static int _taken = (int)((uint)Environment.ProcessId * 2_654_435_761u % Count);

    /// <summary>A port on which nobody listens, and which is given to nobody else in this process.</summary>
    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _taken) % Count);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // The next one, then.
            }
        }

        throw new InvalidOperationException($"No port of {IPAddress.Loopback} from {First} to {First + Count - 1} is free.");
    }

    /// <summary>Such as "127.0.0.1:12345".</summary>
    public static string NextAddress() => new IPEndPoint(IPAddress.Loopback, Next()).ToString();
}
