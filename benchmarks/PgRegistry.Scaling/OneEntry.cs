using System.Collections.Concurrent;
using PgRegistry.Gate;
using static PgRegistry.Scaling.Cost;

namespace PgRegistry.Scaling;

/// <summary>Operations on one entry, on a node with more and more of them: a key each, all of one process.</summary>
internal static class OneEntry
{
    private const int Operations = 200_000;
    private const int LargestPart = 5000;

    /// <summary>Constant, but for caches that a million entries are too many for.</summary>
    public static readonly Study OfMany = new("entries", Study.UpToAMillion, WarmUpSize: 1000, MeasureAsync,
    [
        new("entries", "One operation beside n entries", "ns of processor time",
        [
            new Curve("lookup of any key", "ns", 0.45),
            new Curve("the same in a ConcurrentDictionary", "ns", 0.45) { IsReference = true },
            new Curve("join, by a process with n keys", "ns", 0.45),
            new Curve("leave of any key of a process with n keys", "ns", 0.45),
            new Curve("update of any key of a process with n keys", "ns", 0.45),
        ]),
    ]);

    private static async Task<Dictionary<string, double>> MeasureAsync(int size)
    {
        var random = new Random(size);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        var keys = Data.Keys(size, random);
        Fill.Ours(workers, me, keys);
        var raw = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(raw, keys);

        // So few that the size stays about what it is. All sizes can be divided by it.
        var part = Math.Min(size / 4, LargestPart);

        // What joins anew or is updated lies in memory in the order in which that was done, and the dictionary's values never do. So the
        // lookups come first, and nothing is done in an order in which something else was done before.
        var lookup = Lookup(workers, keys, Draw(size, random));
        var rawLookup = RawLookup(raw, keys, Draw(size, random));
        var join = Join(workers, me, Data.Keys(Operations, random, first: size), part);
        var leave = Leave(workers, me, keys, Draw(size, random), part);
        var update = Update(workers, me, keys, Draw(size, random));
        return new()
        {
            ["lookup of any key"] = lookup / Operations,
            ["the same in a ConcurrentDictionary"] = rawLookup / Operations,
            ["join, by a process with n keys"] = join / Operations,
            ["leave of any key of a process with n keys"] = leave / Operations,
            ["update of any key of a process with n keys"] = update / Operations,
        };
    }

    /// <summary>Indexes for all operations, out of all that are below a bound: none comes again before all have come, in another order each time.</summary>
    private static int[] Draw(int below, Random random)
    {
        var order = Enumerable.Range(0, below).ToArray();
        var drawn = new int[Operations];
        for (var done = 0; done < Operations; done += below)
        {
            random.Shuffle(order);
            order.AsSpan(0, Math.Min(below, Operations - done)).CopyTo(drawn.AsSpan(done));
        }

        return drawn;
    }

    private static double Lookup(Workers workers, Workers.Key[] keys, int[] indexes)
    {
        Settle();
        return OfThread(() =>
        {
            foreach (var i in indexes)
            {
                Check(workers.Lookup(keys[i])[0].Value.Load >= 0);
            }
        });
    }

    private static double RawLookup(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> raw, Workers.Key[] keys, int[] indexes)
    {
        Settle();
        return OfThread(() =>
        {
            foreach (var i in indexes)
            {
                Check(raw[keys[i]].Value.Load >= 0);
            }
        });
    }

    private static double Join(Workers workers, LocalProcess me, Workers.Key[] fresh, int part)
    {
        var size = workers.Count;
        var nanoseconds = 0.0;
        Settle();
        foreach (var some in fresh.Chunk(part))
        {
            nanoseconds += OfThread(() => Fill.Ours(workers, me, some));
            foreach (var key in some)
            {
                Check(workers.Unregister(me, key));
            }

            Check(workers.Count == size);
        }

        return nanoseconds;
    }

    private static double Leave(Workers workers, LocalProcess me, Workers.Key[] keys, int[] indexes, int part)
    {
        var nanoseconds = 0.0;
        Settle();
        foreach (var some in indexes.Chunk(part))
        {
            nanoseconds += OfThread(() =>
            {
                foreach (var i in some)
                {
                    Check(workers.Unregister(me, keys[i]));
                }
            });
            foreach (var i in some)
            {
                workers.Register(me, keys[i], new Workers.Value("primary", i));
            }

            Check(workers.Count == keys.Length);
        }

        return nanoseconds;
    }

    private static double Update(Workers workers, LocalProcess me, Workers.Key[] keys, int[] indexes)
    {
        Settle();
        return OfThread(() =>
        {
            for (var i = 0; i < indexes.Length; i++)
            {
                Check(workers.Update(me, keys[indexes[i]], new Workers.Value("spare", i)));
            }
        });
    }
}
