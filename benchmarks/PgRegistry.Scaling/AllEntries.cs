using System.Collections.Concurrent;
using PgRegistry.Gate;
using static PgRegistry.Scaling.Cost;

namespace PgRegistry.Scaling;

/// <summary>Operations on all entries of a node, more and more: a key each, all of one process.</summary>
internal static class AllEntries
{
    /// <summary>Proportional.</summary>
    public static readonly Study Together = new("entries", Study.UpToAMillion, WarmUpSize: 1000, MeasureAsync,
    [
        new("all", "An operation on all of n entries", "µs of processor time",
        [
            new Curve("exit of a process with n keys", "µs", 1.35),
            new Curve("removing n keys from a ConcurrentDictionary", "µs", 1.35) { IsReference = true },
            new Curve("scan with a pattern", "µs", 1.35),
            new Curve("keys of a process", "µs", 1.35),
            new Curve("exit, until gone at a peer", "µs", 1.35),
            new Curve("sync to a fresh peer", "µs", 1.35),
        ],
        "The dictionary loses its keys in the order in which they were added, since an exit takes them in that order as well. Of the keys of a process, every one is read."),
    ]);

    private static async Task<Dictionary<string, double>> MeasureAsync(int size)
    {
        var random = new Random(size);
        var network = new InMemoryNetwork();
        await using var node = await RegistryNode.StartAsync(Mesh.Options("origin", network)).ConfigureAwait(false);
        await using var other = await RegistryNode.StartAsync(Mesh.Options("peer", network)).ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        var keys = Data.Keys(size, random);

        // Small sizes take so little that many together are measured.
        var repeats = Math.Max(1, 20_000 / size);
        var (scan, list) = Read(node, workers, keys, repeats);
        var (exit, raw, sync, exitThere) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < repeats; i++)
        {
            var process = node.Spawn();
            Fill.Ours(workers, process, keys);
            SettleFirst(i);
            exit += OfThread(process.Dispose);
            Check(workers.Count == 0);

            var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
            Fill.Raw(table, keys);
            SettleFirst(i);
            raw += OfThread(() => RemoveAll(table, keys));

            process = node.Spawn();
            Fill.Ours(workers, process, keys);
            Workers? there = null;
            SettleFirst(i);
            sync += OfProcess(() => there = other.Open<Workers>(), () => there!.Count == size && there.Peers is [{ IsComplete: true }]);
            SettleFirst(i);
            exitThere += OfProcess(process.Dispose, () => there!.Count == 0);
            await there!.DisposeAsync().ConfigureAwait(false);
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
    }

    /// <summary>What only reads can be repeated within one look at the clock.</summary>
    private static (double Scan, double List) Read(RegistryNode node, Workers workers, Workers.Key[] keys, int repeats)
    {
        using var process = node.Spawn();
        Fill.Ours(workers, process, keys);
        var shards = keys.Sum(key => (long)key.Shard);
        Settle();
        var scan = OfThread(() =>
        {
            for (var i = 0; i < repeats; i++)
            {
                Check(workers.CountSelect(value: new() { Load = { AtLeast = keys.Length - 10 } }) == 10);
            }
        });
        Settle();
        var list = OfThread(() =>
        {
            for (var i = 0; i < repeats; i++)
            {
                Check(SumOfKeys(workers, process.Pid) == shards);
            }
        });
        return (scan, list);
    }

    private static long SumOfKeys(Workers workers, Pid process)
    {
        var sum = 0L;
        foreach (var key in workers.KeysOf(process))
        {
            sum += key.Shard;
        }

        return sum;
    }

    private static void RemoveAll(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> table, Workers.Key[] keys)
    {
        foreach (var key in keys)
        {
            Check(table.TryRemove(key, out _));
        }
    }

    /// <summary>Of many repetitions only the first: they are of small sizes, and collecting takes longer than they do.</summary>
    private static void SettleFirst(int repetition)
    {
        if (repetition == 0)
        {
            Settle();
        }
    }
}
