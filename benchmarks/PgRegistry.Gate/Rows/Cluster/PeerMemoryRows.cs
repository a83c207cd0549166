using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>Bytes of live heap for an entry at a peer, which has got it by a sync.</summary>
internal static class PeerMemoryRows
{
    public static IEnumerable<Row> All() => MemoryRows.Kinds("bytes-peer", "at a peer", MeasureAsync);

    private static async Task<Sample> MeasureAsync(Random random, Func<Random, Workers.Key[]> keys, bool isProcessEach)
    {
        await using var pair = await Pair.StartAsync().ConfigureAwait(false);
        MemoryRows.Put(pair.Node, pair.Workers, keys, random, isProcessEach);

        // Once for nothing: the connection's buffers have grown, and count neither as entries nor as saved.
        await pair.Peer.AskAsync($"open {pair.Workers.Count}").ConfigureAwait(false);
        await pair.Peer.AskAsync($"close").ConfigureAwait(false);
        var before = await pair.Peer.AskNumberAsync($"bytes").ConfigureAwait(false);
        await pair.Peer.AskAsync($"open {pair.Workers.Count}").ConfigureAwait(false);
        var bytes = await pair.Peer.AskNumberAsync($"bytes").ConfigureAwait(false) - before;
        return new Sample(bytes / pair.Workers.Count);
    }
}
