using System.Collections.Concurrent;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Tests;

public sealed class TcpThreadTests
{
    [Fact]
    public async Task Each_link_has_a_thread_that_ends_with_it_however_that_comes()
    {
        var threads = new ConcurrentDictionary<string, (Thread Thread, string? Name, bool IsOfPool)>();
        await using var a = await TcpNode.StartAsync("a");
        a.Mesh.Context!.AfterFrame = (_, sender) => threads[sender.Name] = (Thread.CurrentThread, Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread);
        var peers = new List<TcpRawPeer>();
        for (var i = 0; i < 30; i++)
        {
            var raw = await TcpRawPeer.DialAsync(a.Mesh.Address!, $"raw-{i}");
            peers.Add(raw);
            await SendAsync(raw, FrameKind.Heartbeat, 1, 0);
            await SendAsync(raw, FrameKind.Heartbeat, 2, 0);
            switch (i % 4)
            {
                case 0:
                    raw.Dispose();
                    break;
                case 1:
                    await raw.Stream.WriteAsync(new byte[] { 0xff, 0xff, 0xff, 0xff });
                    await raw.ReadRefusalAsync();
                    raw.Dispose();
                    break;
                case 2:
                    await SendAsync(raw, FrameKind.Goodbye);
                    break;
                default:
                    // Until the node stops.
                    break;
            }
        }

        await a.Until(() => peers.Index().All(peer => IsOver(peer.Index)), "the ends");
        await a.DisposeAsync();

        Assert.Equal(30, threads.Count);
        Assert.Equal(30, threads.Values.DistinctBy(thread => thread.Thread).Count());
        Assert.All(threads, thread => Assert.Equal(($"PgRegistry link to {thread.Key}", false), (thread.Value.Name, thread.Value.IsOfPool)));
        Assert.All(threads.Values, thread => Assert.True(thread.Thread.Join(TimeSpan.FromSeconds(30)), $"{thread.Name} runs on"));
        Assert.Empty(a.Mesh.Connections);
        peers.ForEach(peer => peer.Dispose());

        bool IsOver(int i) => i % 4 == 3 ? threads.ContainsKey($"raw-{i}") : a.Count($"down raw-{i}") + a.Count($"left raw-{i}") == 1;
    }

    private static async Task SendAsync(TcpRawPeer raw, FrameKind kind, params long[] numbers)
    {
        var output = new FrameBuffer();
        ControlFrame.Write(output, kind, numbers);
        await raw.Stream.WriteAsync(output.WrittenMemory);
    }
}
