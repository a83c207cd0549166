using System.Net;
using System.Net.Sockets;
using PgRegistry.Cluster;

namespace PgRegistry.Tests;

/// <summary>A peer that knows the handshake and behaves badly afterwards.</summary>
internal sealed class TcpRawPeer : IDisposable
{
    private TcpRawPeer(TcpHandshaken handshaken)
    {
        Stream = handshaken.Stream;
        Reader = handshaken.Reader;
        Reader.MaxFrameBytes = 1 << 20;
    }

    public Stream Stream { get; }

    public TcpFrameReader Reader { get; }

    public static async Task<TcpRawPeer> DialAsync(string address, string name, string? cookie = null)
    {
        var handshaken = await HandshakeAsync(address, name, cookie);
        Assert.Equal(HandshakeStatus.Done, handshaken.Result.Status);
        return new TcpRawPeer(handshaken);
    }

    /// <summary>Comes, hears what the node says to it, and goes.</summary>
    public static async Task<HandshakeStatus> GreetAsync(string address, string name, string? cookie)
    {
        var handshaken = await HandshakeAsync(address, name, cookie);
        await handshaken.Stream.DisposeAsync();
        return handshaken.Result.Status;
    }

    public static async Task<Socket> ConnectAsync(string address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(address), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Reads until this node is told why it is turned away.</summary>
    public async Task<string> ReadRefusalAsync()
    {
        while (await Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30)))
        {
            if (HandshakeRefusal.TryRead(Reader.Frame, out var reason))
            {
                return reason;
            }
        }

        return "closed without a reason";
    }

    public void Dispose() => Stream.Dispose();

    private static async Task<TcpHandshaken> HandshakeAsync(string address, string name, string? cookie)
    {
        var socket = await ConnectAsync(address);
        var settings = HandshakePair.Settings(name, cookie, cluster: "default", address: null);
        var handshake = new Handshake(settings, isDialling: true, HandshakePair.Nonce(new Random(name.GetHashCode(StringComparison.Ordinal))));
        return await TcpGreeting.RunAsync(socket, new NetworkStream(socket, ownsSocket: true), handshake, TestContext.Current.CancellationToken);
    }
}
