using PgRegistry.Gate.Peers;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>
/// A peer that has nothing opens the scope: from then until it has all entries; and for how long the scopes' locks are held at most meanwhile, on both sides. What
/// writers waited beside it is noted, not judged: with five busy threads on two cores it is the scheduler's.
/// </summary>
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
            Subject = "the longest that a scope's lock was held during a full sync, at the origin or at the peer, in processor time, of holds without collections, and without interruptions but for those above 4 ms; of the quietest of five syncs, or the first that is quiet enough, for what belongs to the work is in each",
            Unit = "ms",
            Measured = LongestHoldAsync,
            Limit = MostMilliseconds,
            IsLong = true,
        };
    }

    private static async Task<Sample> TimeAsync(Effort effort, Random random)
    {
        await using var pair = await StartAsync(effort, random).ConfigureAwait(false);
        return await WallClock.OnceAsync(effort, async () =>
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
        LockProbe.Prepare();
        await using var pair = await StartAsync(effort, random, static peer => peer.AskAsync($"prepare")).ConfigureAwait(false);
        return await WallClock.LeastAsync(effort, async () =>
        {
            Clock.Settle();
            await pair.Peer.AskAsync($"settle").ConfigureAwait(false);
            var probe = new LockProbe(pair.Node, () => pair.Workers);
            await pair.Peer.AskAsync($"probe").ConfigureAwait(false);
            await pair.Peer.AskAsync($"complete").ConfigureAwait(false);
            var atPeer = ProbeResult.Parse(await pair.Peer.AskAsync($"probed").ConfigureAwait(false));
            var atOrigin = probe.Stop();
            await pair.Peer.AskAsync($"close").ConfigureAwait(false);
            if (atOrigin.Holds < atOrigin.Writes || atPeer.Holds < atPeer.Writes)
            {
                throw new InvalidOperationException("The holds were not counted.");
            }

            var sample = new Sample(Math.Max(atOrigin.Judged, atPeer.Judged));
            Note(sample, "the origin", atOrigin);
            Note(sample, "the peer", atPeer);
            return sample;
        }, MostMilliseconds).ConfigureAwait(false);

        static void Note(Sample sample, string where, ProbeResult probed)
        {
            sample.Notes[$"at {where}, median of the syncs: ms"] = probed.Hold;
            sample.Notes[$"interrupted ones at {where} ms"] = probed.HoldInterrupted;
            sample.Notes[$"holds at {where}"] = probed.Holds;
            sample.Notes[$"above 1 ms at {where}"] = probed.Long;
            sample.Notes[$"interrupted at {where}"] = probed.Interrupted;
            sample.Notes[$"with a collection at {where}"] = probed.Collected;
            sample.Notes[$"longest write at {where} ms"] = probed.Longest;
            sample.Notes[$"to another scope at {where}"] = probed.LongestElsewhere;
            sample.Notes[$"GC pauses at {where}"] = probed.Pauses;
            sample.Notes[$"writes at {where}"] = probed.Writes;
        }
    }

    private static async Task<Pair> StartAsync(Effort effort, Random random, Func<PeerProcess, Task>? prepare = null)
    {
        var pair = await Pair.StartAsync(prepare: prepare).ConfigureAwait(false);
        Fill.Ours(pair.Workers, pair.Node.Spawn(), Data.Keys(effort.Million, random));
        return pair;
    }
}
