using System.Net;
using System.Net.Sockets;

namespace PgRegistry.TestKit;

/// <summary>
/// Ports for those who have to know theirs before they listen. They lie below those that the system gives to whoever asks for any: one of
/// those may be another's, of this process or the next, between the look and the use.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Count = 20_000;

    /// <summary>Processes that run beside each other begin far apart.</summary>
    private static int _taken = (int)((uint)Environment.ProcessId * 2_654_435_761u % Count);

    /// <summary>A port on which nobody listens, and which is given to nobody else in this process.</summary>
    public static int Next(string host = "127.0.0.1")
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _taken) % Count);
            using var probe = new Socket(IPAddress.Parse(host).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Parse(host), port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // The next one, then.
            }
        }

        throw new InvalidOperationException($"No port of {host} from {First} to {First + Count - 1} is free.");
    }

    /// <summary>Such as "127.0.0.1:12345".</summary>
    public static string NextAddress(string host = "127.0.0.1") => new IPEndPoint(IPAddress.Parse(host), Next(host)).ToString();
}
