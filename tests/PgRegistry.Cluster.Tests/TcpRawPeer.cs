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

    public static async Task<TcpRawPeer> DialAsync(string address, string name, string? cookie = null, RegistryTlsOptions? tls = null)
    {
        var handshaken = await HandshakeAsync(address, name, cookie, tls);
        Assert.Equal(HandshakeStatus.Done, handshaken.Result.Status);
        return new TcpRawPeer(handshaken);
    }

    /// <summary>Comes, hears what the node says to it, and goes.</summary>
    public static async Task<HandshakeStatus> GreetAsync(string address, string name, string? cookie)
    {
        var handshaken = await HandshakeAsync(address, name, cookie, tls: null);
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

    private static async Task<TcpHandshaken> HandshakeAsync(string address, string name, string? cookie, RegistryTlsOptions? tls)
    {
        var socket = await ConnectAsync(address);
        var channel = tls is null
            ? new TcpChannel(new NetworkStream(socket, ownsSocket: true))
            : await new TlsLayer(tls, TimeProvider.System, _ => { }).DialAsync(socket, ["127.0.0.1"], TestContext.Current.CancellationToken);
        var settings = HandshakePair.Settings(name, cookie, cluster: "default", address: null);
        var nonce = HandshakePair.Nonce(new Random(name.GetHashCode(StringComparison.Ordinal)));
        var handshake = new Handshake(settings, isDialling: true, nonce) { Binding = channel.Binding, Problem = channel.Problem };
        return await TcpGreeting.RunAsync(socket, channel.Stream, handshake, TestContext.Current.CancellationToken);
    }
}
