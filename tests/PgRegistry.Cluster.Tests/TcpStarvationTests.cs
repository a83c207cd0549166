using System.Buffers.Binary;
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
        var heard = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                heard.SetResult(Starved(() => ReadHeartbeats(raw.Stream, 8)));
            }
            catch (Exception e)
            {
                heard.SetException(e);
            }
        });
        thread.Start();

        Assert.True(await heard.Task.WaitAsync(TimeSpan.FromSeconds(60)), "the pool was not starved");
    }

    /// <summary>Whether the pool had no free thread all the while.</summary>
    private static bool Starved(Action action)
    {
        using var release = new ManualResetEvent(initialState: false);
        using var released = new CountdownEvent(200);
        var wasServed = 0;
        for (var i = 0; i < 200; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                release.WaitOne();
                released.Signal();
            }, null);
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => Interlocked.Exchange(ref wasServed, 1), null);
        try
        {
            action();
            return Volatile.Read(ref wasServed) == 0;
        }
        finally
        {
            release.Set();
            released.Wait(TimeSpan.FromSeconds(30));
        }
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
