using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Gate.Rows;

/// <summary>Bytes of live heap for an entry, key and value included, of one process, handles not kept.</summary>
internal static class MemoryRows
{
    private const int Count = 100_000;

    public static IEnumerable<Row> All()
    {
        yield return Bytes("bytes-own-strings", random => Data.Keys(Count, random), 208);
        yield return Bytes("bytes-shared-strings", random => Data.KeysWithSharedStrings(Count, random), 160);
    }

    private static Row Bytes(string name, Func<Random, Workers.Key[]> keys, double limit) => new()
    {
        Name = name,
        Unit = "B",
        BaselineName = "ConcurrentDictionary",
        Baseline = (_, random) => Raw(random, keys),
        Measured = (_, random) => OurAsync(random, keys),
        Limit = limit,
    };

    private static Task<Sample> Raw(Random random, Func<Random, Workers.Key[]> keys)
    {
        var before = LiveBytes();
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill(keys, random, (key, i) => table.TryAdd(key, new RawEntry<Workers.Value>(new Pid(Data.Node, 1), new Workers.Value("primary", i))));
        var bytes = LiveBytes() - before;
        return Task.FromResult(new Sample(bytes / (double)table.Count, 0, 0));
    }

    private static async Task<Sample> OurAsync(Random random, Func<Random, Workers.Key[]> keys)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        var before = LiveBytes();
        Fill(keys, random, (key, i) => workers.Register(me, key, new Workers.Value("primary", i)));
        var bytes = LiveBytes() - before;
        return new Sample(bytes / (double)workers.Count, 0, 0);
    }

    // Apart, so that the array of keys is gone when the heap is measured.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(Func<Random, Workers.Key[]> make, Random random, Action<Workers.Key, int> put)
    {
        var keys = make(random);
        for (var i = 0; i < keys.Length; i++)
        {
            put(keys[i], i);
        }
    }

    private static long LiveBytes()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
