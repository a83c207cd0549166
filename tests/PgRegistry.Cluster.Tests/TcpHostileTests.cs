using System.Net.Sockets;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Tests;

/// <summary>Peers and strangers that do not keep to the rules harm only themselves.</summary>
public sealed class TcpHostileTests
{
    [Theory]
    [InlineData(new byte[] { 0x7f, 0xff, 0xff, 0xff }, "a malformed frame: A frame of 2147483647 bytes; at most 4194304 are allowed here.")]
    [InlineData(new byte[] { 0, 0, 0, 2, 0x91, 99 }, "a malformed frame: A frame of kind 99 is not known.")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "a malformed frame: Expected Array at offset 0, found the end of the input.")]
    public async Task A_bad_frame_ends_its_link_and_no_other(byte[] bytes, string reason)
    {
        await using var a = await TcpNode.StartAsync("a");
        await using var b = await TcpNode.StartAsync("b", a.Mesh.Address!);
        await a.Until("up b");
        using var raw = await TcpRawPeer.DialAsync(a.Mesh.Address!, "raw");
        await a.Until("up raw");

        await raw.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Equal(reason, await raw.ReadRefusalAsync());
        raw.Dispose();
        await a.Until("down raw");
        Assert.Equal(0, a.Count("down b"));
        Assert.Contains(reason, Assert.Single(a.Logged(1013)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_delays_nobody_and_is_lost_in_time()
    {
        var options = TcpNode.Options("a");
        options.HeartbeatTimeout = TimeSpan.FromSeconds(2);
        await using var a = await TcpNode.StartAsync(options);
        await using var b = await TcpNode.StartAsync("b", a.Mesh.Address!);
        using var raw = await TcpRawPeer.DialAsync(a.Mesh.Address!, "raw");
        await a.Until("up b");
        await a.Until("up raw");
        var stuck = a.Core.LinkedNodes.Single(node => node.Name == "raw");

        // Far more than the sockets' buffers hold, until messages are dropped.
        var payload = new byte[1 << 20];
        while (a.Core.SendMessage(stuck, 1, [1], 0, payload))
        {
        }

        await a.Until("down raw");
        await a.Until(() => a.Logged(1002).Any(line => line.Contains("to raw", StringComparison.Ordinal)), "the end of the connection");
        Assert.Equal(0, a.Count("down b"));
        Assert.Equal(0, b.Count("down a"));
    }

    [Fact]
    public async Task A_stranger_that_says_nothing_is_dropped()
    {
        var options = TcpNode.Options("a");
        options.ConnectTimeout = TimeSpan.FromMilliseconds(100);
        await using var a = await TcpNode.StartAsync(options);
        using var stranger = await TcpRawPeer.ConnectAsync(a.Mesh.Address!);

        Assert.Equal(0, await ReadAsync(stranger));
    }

    [Fact]
    public async Task Strangers_are_bounded_and_a_place_becomes_free_again()
    {
        await using var a = await TcpNode.StartAsync("a");
        var strangers = new List<Socket>();
        for (var i = 0; i < 129; i++)
        {
            strangers.Add(await TcpRawPeer.ConnectAsync(a.Mesh.Address!));
        }

        await a.Until(() => a.Logged(1030).Count == 1, "one turned away");
        Assert.Equal(0, await ReadAsync(strangers[^1]));

        strangers.ForEach(stranger => stranger.Dispose());
        await a.Until(() => a.Logged(1032).Count == 128, "the ends of the others");
        await using var b = await TcpNode.StartAsync("b", a.Mesh.Address!);
        await a.Until("up b");
    }

    [Fact]
    public async Task A_stranger_is_refused_before_room_is_made_for_what_it_announces()
    {
        await using var a = await TcpNode.StartAsync("a");
        using var stranger = await TcpRawPeer.ConnectAsync(a.Mesh.Address!);
        await stranger.SendAsync(new byte[] { 0, 0, 0x10, 0x01 }, TestContext.Current.CancellationToken);
        var answer = new byte[1024];

        var length = await stranger.ReceiveAsync(answer, TestContext.Current.CancellationToken);

        Assert.True(PgRegistry.Cluster.HandshakeRefusal.TryRead(answer.AsSpan(FrameBuffer.HeaderSize, length - FrameBuffer.HeaderSize), out var reason));
        Assert.Equal("malformed handshake: A frame of 4097 bytes; at most 4096 are allowed here.", reason);
        await a.Until(() => a.Logged(1010).Count == 1, "the warning");
        Assert.Contains("127.0.0.1", a.Logged(1010)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_stop_does_not_wait_for_a_peer_longer_than_the_drain_time()
    {
        await using var a = await TcpNode.StartAsync("a");
        using var raw = await TcpRawPeer.DialAsync(a.Mesh.Address!, "raw");
        await a.Until("up raw");

        await a.LeaveAsync(TimeSpan.FromMilliseconds(100));

        Assert.Equal(0, a.Connections);
    }

    [Fact]
    public async Task A_mesh_that_was_never_started_stops()
    {
        var node = new TcpNode(TcpNode.Options("a"), incarnation: 1);
        node.Mesh.OutputReady();

        await node.DisposeAsync();
        await node.DisposeAsync();
    }

    private static Task<int> ReadAsync(Socket socket) =>
        socket.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
