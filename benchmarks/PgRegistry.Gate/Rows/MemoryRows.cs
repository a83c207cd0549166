using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Gate.Rows;

/// <summary>Bytes of live heap for an entry where its process lives, key and value included, handles not kept.</summary>
internal static class MemoryRows
{
    private const int Count = 100_000;

    public static IEnumerable<Row> All() => Kinds("bytes", "at its origin", OurAsync);

    /// <summary>With strings of their own or shared, of one process or one each: the same at the origin and at a peer.</summary>
    public static IEnumerable<Row> Kinds(string name, string where, Func<Random, Func<Random, Workers.Key[]>, bool, Task<Sample>> measure)
    {
        yield return Kind($"{name}-own", "a key string of its own", OwnStrings, false, 208);
        yield return Kind($"{name}-shared", "shared key strings", SharedStrings, false, 160);
        yield return Kind($"{name}-own-processes", "a key string and a process of its own", OwnStrings, true, 250);
        yield return Kind($"{name}-shared-processes", "shared key strings and a process of its own", SharedStrings, true, 200);

        Row Kind(string fullName, string what, Func<Random, Workers.Key[]> keys, bool isProcessEach, double limit) => new()
        {
            Name = fullName,
            Subject = $"bytes of an entry {where}, with {what}",
            Unit = "B",
            BaselineName = "ConcurrentDictionary",
            Baseline = (_, random) => Raw(random, keys),
            Measured = (_, random) => measure(random, keys, isProcessEach),
            Limit = limit,
            IsExact = true,
        };
    }

    // Apart, so that the array of keys is gone when the heap is measured.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Put(Func<Random, Workers.Key[]> make, Random random, Action<Workers.Key, int> put)
    {
        var keys = make(random);
        for (var i = 0; i < keys.Length; i++)
        {
            put(keys[i], i);
        }
    }

    /// <summary>Registers each key for the same process, or for one of its own.</summary>
    public static void Put(RegistryNode node, Workers workers, Func<Random, Workers.Key[]> make, Random random, bool isProcessEach)
    {
        var only = node.Spawn();
        Put(make, random, (key, i) => workers.Register(isProcessEach ? node.Spawn() : only, key, new Workers.Value("primary", i)));
    }

    private static Workers.Key[] OwnStrings(Random random) => Data.Keys(Count, random);

    private static Workers.Key[] SharedStrings(Random random) => Data.KeysWithSharedStrings(Count, random);

    private static Task<Sample> Raw(Random random, Func<Random, Workers.Key[]> keys)
    {
        var before = Heap.LiveBytes();
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Put(keys, random, (key, i) => table.TryAdd(key, new RawEntry<Workers.Value>(new Pid(Data.Node, 1), new Workers.Value("primary", i))));
        var bytes = Heap.LiveBytes() - before;
        return Task.FromResult(new Sample(bytes / (double)table.Count));
    }

    private static async Task<Sample> OurAsync(Random random, Func<Random, Workers.Key[]> keys, bool isProcessEach)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        var before = Heap.LiveBytes();
        Put(node, workers, keys, random, isProcessEach);
        var bytes = Heap.LiveBytes() - before;
        return new Sample(bytes / (double)workers.Count);
    }
}
