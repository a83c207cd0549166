using System.Collections.Concurrent;
using PgRegistry.Gate;
using PgRegistry.Gate.Peers;
using static PgRegistry.Scaling.Cost;

namespace PgRegistry.Scaling;

/// <summary>One node, with more and more entries: a key each.</summary>
internal static class Entries
{
    private const int Operations = 50_000;
    private static readonly int[] Sizes = [100, 1000, 10_000, 100_000, 1_000_000];

    /// <summary>Operations on one entry of many: constant, but for caches that a million entries are too many for.</summary>
    public static readonly Study OfOne = new("entries", Sizes, WarmUpSize: 1000, MeasureOneAsync,
    [
        new("entries", "One operation beside n entries", "ns of processor time",
        [
            new Curve("lookup of any key", "ns", 0.45),
            new Curve("the same in a ConcurrentDictionary", "ns", 0.45),
            new Curve("join, by a process with n keys", "ns", 0.45),
            new Curve("leave of any key of a process with n keys", "ns", 0.45),
            new Curve("update of any key of a process with n keys", "ns", 0.45),
        ]),
    ]);

    /// <summary>Operations on all: proportional.</summary>
    public static readonly Study OfAll = new("entries", Sizes, WarmUpSize: 1000, MeasureAllAsync,
    [
        new("all", "An operation on all of n entries", "µs of processor time",
        [
            new Curve("exit of a process with n keys", "µs", 1.35),
            new Curve("removing n keys from a ConcurrentDictionary", "µs", 1.35),
            new Curve("scan with a pattern", "µs", 1.35),
            new Curve("keys of a process", "µs", 1.35),
            new Curve("exit, until gone at a peer", "µs", 1.35),
            new Curve("sync to a fresh peer", "µs", 1.35),
        ]),
    ]);

    private static async Task<Dictionary<string, double>> MeasureOneAsync(int size)
    {
        var random = new Random(size);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        var keys = Data.Keys(size, random);
        Fill.Ours(workers, me, keys);
        var raw = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(raw, keys);
        var indexes = Data.Indexes(Operations, size, random);

        // As few at a time that the size stays what it is.
        var part = Math.Clamp(size / 10, 10, 5000);
        var fresh = Data.Keys(part, random, first: size);
        var (join, leave) = (0.0, 0.0);
        var old = new Workers.Key[part];
        Settle();
        for (var done = 0; done < Operations; done += part)
        {
            for (var i = 0; i < part; i++)
            {
                old[i] = keys[indexes[(done + i) % Operations]];
            }

            join += OfThread(() => Fill.Ours(workers, me, fresh));
            foreach (var key in fresh)
            {
                Check(workers.Unregister(me, key));
            }

            // A key may be drawn twice, and is there once.
            var gone = 0;
            leave += OfThread(() =>
            {
                foreach (var key in old)
                {
                    gone += workers.Unregister(me, key) ? 1 : 0;
                }
            });
            Fill.Ours(workers, me, [.. old.Distinct()]);
            Check(gone > 0 && workers.Count == size);
        }

        Settle();
        var update = OfThread(() =>
        {
            for (var i = 0; i < Operations; i++)
            {
                Check(workers.Update(me, keys[indexes[i]], new Workers.Value("spare", i)));
            }
        });
        Settle();
        var lookup = OfThread(() =>
        {
            foreach (var i in indexes)
            {
                Check(workers.Lookup(keys[i])[0].Value.Load >= 0);
            }
        });
        var rawLookup = OfThread(() =>
        {
            foreach (var i in indexes)
            {
                Check(raw[keys[i]].Value.Load >= 0);
            }
        });
        var rounded = (Operations + part - 1) / part * part;
        return new()
        {
            ["lookup of any key"] = lookup / Operations,
            ["the same in a ConcurrentDictionary"] = rawLookup / Operations,
            ["join, by a process with n keys"] = join / rounded,
            ["leave of any key of a process with n keys"] = leave / rounded,
            ["update of any key of a process with n keys"] = update / Operations,
        };
    }

    private static async Task<Dictionary<string, double>> MeasureAllAsync(int size)
    {
        var random = new Random(size);
        var network = new InMemoryNetwork();
        await using var node = await RegistryNode.StartAsync(Scaling.Peers.Options("origin", network)).ConfigureAwait(false);
        await using var other = await RegistryNode.StartAsync(Scaling.Peers.Options("peer", network)).ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        var keys = Data.Keys(size, random);

        // Small sizes take so little that many together are measured.
        var repeats = Math.Max(1, 20_000 / size);
        var (exit, exitThere, sync, scan, list, raw) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var removed = keys.ToArray();
        random.Shuffle(removed);
        for (var i = 0; i < repeats; i++)
        {
            var process = node.Spawn();
            Fill.Ours(workers, process, keys);
            if (i == 0)
            {
                Settle();
            }

            scan += OfThread(() => Check(workers.CountSelect(value: new() { Load = { AtLeast = size - 10 } }) == 10));
            list += OfThread(() => Check(workers.KeysOf(process.Pid).Count == size));
            exit += OfThread(process.Dispose);
            Check(workers.Count == 0);

            var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
            Fill.Raw(table, keys);
            raw += OfThread(() => Array.ForEach(removed, key => Check(table.TryRemove(key, out _))));

            process = node.Spawn();
            Fill.Ours(workers, process, keys);
            await using var there = await SyncAsync().ConfigureAwait(false);
            exitThere += await OfProcessAsync(process.Dispose, () => Until(() => there.Count == 0)).ConfigureAwait(false);
        }

        return new()
        {
            ["exit of a process with n keys"] = exit / repeats / 1000,
            ["removing n keys from a ConcurrentDictionary"] = raw / repeats / 1000,
            ["scan with a pattern"] = scan / repeats / 1000,
            ["keys of a process"] = list / repeats / 1000,
            ["exit, until gone at a peer"] = exitThere / repeats / 1000,
            ["sync to a fresh peer"] = sync / repeats / 1000,
        };

        async Task<Workers> SyncAsync()
        {
            Workers? there = null;
            sync += await OfProcessAsync(() => there = other.Open<Workers>(), () => Until(() => there!.Count == size && there.Peers is [{ IsComplete: true }])).ConfigureAwait(false);
            return there!;
        }
    }

    private static Task Until(Func<bool> isDone)
    {
        Wait.Until(isDone);
        return Task.CompletedTask;
    }
}
