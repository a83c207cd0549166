using System.Buffers.Binary;
using PgRegistry.TestKit;
using PgRegistry.Wire;

namespace PgRegistry.Tests;

/// <summary>Takes all threads of the pool, so it runs beside nothing else.</summary>
[CollectionDefinition(nameof(TcpStarvationTests), DisableParallelization = true)]
[Collection(nameof(TcpStarvationTests))]
public sealed class TcpStarvationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Heartbeats_go_out_while_no_thread_of_the_pool_is_free(bool overTls)
    {
        using var authority = new TlsAuthority();
        await using var a = await TcpNode.StartAsync(overTls ? authority.Options("a") : TcpNode.Options("a"));
        using var raw = await TcpRawPeer.DialAsync(a.Mesh.Address!, "raw", tls: overTls ? authority.Tls() : null);
        await a.Until("up raw");

        Assert.True(await StarvedPool.RunAsync(() => ReadHeartbeats(raw.Stream, 8)).WaitAsync(Deadline.Length), "the pool was not starved");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nodes_whose_pool_is_starved_for_long_keep_their_link(bool overTls)
    {
        using var authority = new TlsAuthority();
        await using var pair = await TcpPair.StartAsync(optionsFor: overTls ? authority.Options : null);
        using var ofA = pair.OnA.Register(new("a", 1), new(1));
        await pair.OnA.ReplicatedAsync(Deadline.Token());
        await using var atB = new TcpWatch(pair.OnB);

        var wasStarved = await StarvedPool.RunAsync(() =>
        {
            for (var i = 0; i < 4 * TcpPair.TimeoutSteps; i++)
            {
                pair.Step();
            }
        }).WaitAsync(2 * Deadline.Length);

        Assert.True(wasStarved, "the pool was not starved");
        using var after = pair.OnA.Register(new("a", 2), new(2));
        Assert.Equal(["Joined a2"], await atB.UntilAsync("Joined a2"));
        Assert.True(pair.IsTheFirstLink);
    }

    /// <summary>After a pause the writer sends himself, so what he did is at the peer, which hears it on a thread of its own, without any thread of the pool.</summary>
    [Fact]
    public async Task A_lone_change_reaches_the_peer_without_the_pool()
    {
        await using var pair = await TcpPair.StartAsync();
        using var process = pair.A.Spawn();
        pair.OnA.Register(process, new("a", 1), new(1));
        await pair.OnA.ReplicatedAsync(Deadline.Token());

        var isThere = false;
        var wasStarved = await StarvedPool.RunAsync(() =>
        {
            for (var i = 2; i < 12; i++)
            {
                pair.Time.Advance(TimeSpan.FromMilliseconds(1));
                pair.OnA.Register(process, new("a", i), new(i));
                isThere = SpinWait.SpinUntil(() => pair.OnB.CountOf(new("a", i)) == 1, Deadline.Length);
                if (!isThere)
                {
                    return;
                }
            }
        }).WaitAsync(2 * Deadline.Length);

        Assert.True(wasStarved, "the pool was not starved");
        Assert.True(isThere, "a change waited for the pool");
    }

    private static void ReadHeartbeats(Stream stream, int count)
    {
        var header = new byte[FrameBuffer.HeaderSize];
        while (count > 0)
        {
            stream.ReadExactly(header);
            var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
            stream.ReadExactly(frame);
            count -= frame[1] == (byte)FrameKind.Heartbeat ? 1 : 0;
        }
    }
}
