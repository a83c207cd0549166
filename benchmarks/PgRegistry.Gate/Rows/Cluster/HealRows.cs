using System.Diagnostics;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>
/// The connection of two nodes with a million entries is cut, and made again: what has gone over it, in both directions and with the
/// handshake, until the peer shows all entries and a moment longer.
/// </summary>
internal static class HealRows
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromMilliseconds(300);

    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "heal-unchanged",
            Subject = "bytes of the streams when nothing has changed in the split",
            Unit = "B",
            Measured = (effort, random) => MeasureAsync(effort, random, 0, static heal => heal.Bytes),
            Limit = 4096,
            IsExact = true,
        };
        yield return Changed("heal-100", 100);
        yield return Changed("heal-10k", 10_000);
        yield return new Row
        {
            Name = "heal-visible",
            Subject = "from the new connection until all of a million entries are visible at the peer again",
            Unit = "ms",
            BaselineName = "raw insert",
            Baseline = RawTable.InsertAsync,
            Measured = (effort, random) => MeasureAsync(effort, random, 0, static heal => heal.Milliseconds),
            IsInformation = true,
            IsLong = true,
        };
    }

    private static Row Changed(string name, int changes) => new()
    {
        Name = name,
        Subject = $"bytes of the streams when {changes} entries have joined in the split, against those of their keys and values",
        Unit = "B",
        BaselineName = "keys and values encoded",
        Baseline = (_, _) => Task.FromResult(new Sample(Joining(changes).Select(EncodedSize).Sum())),
        Measured = (effort, random) => MeasureAsync(effort, random, changes, static heal => heal.Bytes),
        Target = 2,
        IsExact = true,
    };

    private static async Task<Sample> MeasureAsync(Effort effort, Random random, int changes, Func<(double Bytes, double Milliseconds), double> choose)
    {
        await using var relay = new Relay();
        await using var pair = await Pair.StartAsync(relay).ConfigureAwait(false);
        var process = pair.Node.Spawn();
        Fill.Ours(pair.Workers, process, Data.Keys(effort.Million, random));
        await pair.Peer.AskAsync($"open {effort.Million}").ConfigureAwait(false);

        relay.Cut();
        Wait.Until(() => pair.Node.Peers.Count == 0);
        await pair.Peer.AskAsync($"split").ConfigureAwait(false);
        Fill.Ours(pair.Workers, process, [.. Joining(changes)]);
        relay.Restore();

        var visible = await pair.Peer.AskMomentAsync($"await {effort.Million + changes}").ConfigureAwait(false);
        await Task.Delay(Afterwards).ConfigureAwait(false);
        var heal = (Bytes: (double)relay.BytesSent, Milliseconds: Stopwatch.GetElapsedTime(relay.ConnectedAt, visible).TotalMilliseconds);
        return new Sample(choose(heal)) { Notes = { ["bytes"] = heal.Bytes, ["ms until visible"] = heal.Milliseconds } };
    }

    private static IEnumerable<Workers.Key> Joining(int count) => Enumerable.Range(0, count).Select(i => new Workers.Key("changed", i));

    /// <summary>
    /// What MessagePack makes of a key's and a value's members: less than the operation, which has a kind, a slot and a serial
    /// besides, so that the target is harder to meet with it.
    /// </summary>
    private static int EncodedSize(Workers.Key key, int load) => Text(key.Queue) + Number(key.Shard) + Text("primary") + Number(load);

    private static int Text(string text) => 1 + text.Length;

    private static int Number(int number) => number < 128 ? 1 : number < 256 ? 2 : number < 65536 ? 3 : 5;
}
