using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>A peer that has nothing opens the scope: from then until it has all entries; and how long writers had to wait meanwhile, on both sides.</summary>
internal static class SyncRows
{
    private const double MostMilliseconds = 1;

    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "sync-1m",
            Subject = "full sync of a million entries to a fresh peer, from opening its scope until it has them all",
            Unit = "ms",
            BaselineName = "raw insert",
            Baseline = RawTable.InsertAsync,
            Measured = TimeAsync,
            Target = 2.2,
            IsLong = true,
        };
        yield return new Row
        {
            Name = "sync-1m-lock",
            Subject = "the longest that a write took during a full sync, at the origin or at the peer, without GC pauses: an upper bound of how long the lock is held",
            Unit = "ms",
            Measured = LongestHoldAsync,
            Limit = MostMilliseconds,
            IsLong = true,
        };
    }

    private static async Task<Sample> TimeAsync(Effort effort, Random random)
    {
        await using var pair = await StartAsync(effort, random).ConfigureAwait(false);
        return await WallClock.RepeatAsync(effort, async () =>
        {
            Clock.Settle();
            await pair.Peer.AskAsync($"settle").ConfigureAwait(false);
            var pauses = await pair.Peer.AskNumberAsync($"pauses").ConfigureAwait(false);
            var own = GC.GetTotalPauseDuration();
            var time = await pair.Peer.AskNumberAsync($"open {effort.Million}").ConfigureAwait(false);
            own = GC.GetTotalPauseDuration() - own;
            pauses = await pair.Peer.AskNumberAsync($"pauses").ConfigureAwait(false) - pauses;
            await pair.Peer.AskAsync($"close").ConfigureAwait(false);
            return new Sample(time) { Notes = { ["GC pauses ms at the peer"] = pauses, ["at the origin"] = own.TotalMilliseconds } };
        }).ConfigureAwait(false);
    }

    private static async Task<Sample> LongestHoldAsync(Effort effort, Random random)
    {
        await using var pair = await StartAsync(effort, random).ConfigureAwait(false);
        return await WallClock.RepeatAsync(effort, async () =>
        {
            Clock.Settle();
            await pair.Peer.AskAsync($"settle").ConfigureAwait(false);
            var probe = new LockProbe(pair.Node, pair.Workers);
            await pair.Peer.AskAsync($"probe").ConfigureAwait(false);
            await pair.Peer.AskAsync($"complete").ConfigureAwait(false);
            var atPeer = ProbeResult.Parse(await pair.Peer.AskAsync($"probed").ConfigureAwait(false));
            var atOrigin = probe.Stop();
            await pair.Peer.AskAsync($"close").ConfigureAwait(false);
            return new Sample(Math.Max(atOrigin.Longest, atPeer.Longest))
            {
                Noise = Math.Max(atOrigin.LongestElsewhere, atPeer.LongestElsewhere),
                Notes =
                {
                    ["ms at the origin"] = atOrigin.Longest,
                    ["to another scope there"] = atOrigin.LongestElsewhere,
                    ["GC pauses there"] = atOrigin.Pauses,
                    ["writes there"] = atOrigin.Writes,
                    ["ms at the peer"] = atPeer.Longest,
                    ["to another scope at it"] = atPeer.LongestElsewhere,
                    ["GC pauses at it"] = atPeer.Pauses,
                    ["writes at it"] = atPeer.Writes,
                },
            };
        }).ConfigureAwait(false);
    }

    private static async Task<Pair> StartAsync(Effort effort, Random random)
    {
        var pair = await Pair.StartAsync().ConfigureAwait(false);
        Fill.Ours(pair.Workers, pair.Node.Spawn(), Data.Keys(effort.Million, random));
        return pair;
    }
}
