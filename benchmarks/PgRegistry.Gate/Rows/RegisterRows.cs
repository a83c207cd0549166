using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Gate.Rows;

/// <summary>Filling an empty table with distinct keys; and one key coming and going in a full one. Both sides make the same values.</summary>
internal static class RegisterRows
{
    private const int Count = 100_000;
    private const int ChurnBatch = Count / 25;

    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "register-100k",
            Unit = "ns",
            BaselineName = "ConcurrentDictionary",
            Baseline = RawFillAsync,
            Measured = OurFillAsync,
            Target = 1.5,
        };
        yield return new Row
        {
            Name = "churn-100k",
            Unit = "ns",
            BaselineName = "ConcurrentDictionary",
            Baseline = RawChurn,
            Measured = OurChurnAsync,
            Target = 1.5,
        };
    }

    private static Task<Sample> RawFillAsync(Effort effort, Random random)
    {
        var keys = Data.Keys(Count, random);
        return Clock.FromFreshAsync(
            effort,
            static () => new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>(),
            table => Fill(table, keys),
            static table => table.Count == Count ? default : throw new InvalidOperationException("Not all keys went in."),
            Count);
    }

    private static async Task<Sample> OurFillAsync(Effort effort, Random random)
    {
        var keys = Data.Keys(Count, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        using var me = node.Spawn();
        return await Clock.FromFreshAsync(
            effort,
            node.Open<Workers>,
            workers => Fill(workers, me, keys),
            static workers => workers.Count == Count ? workers.DisposeAsync() : throw new InvalidOperationException("Not all keys went in."),
            Count).ConfigureAwait(false);
    }

    private static Task<Sample> RawChurn(Effort effort, Random random)
    {
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill(table, Data.Keys(Count, random));
        var keys = Data.Keys(Count, random, first: Count);
        var next = 0;
        return Task.FromResult(Clock.SteadyWithGarbage(effort, () => Churn(table, Part(keys, ref next)), ChurnBatch, expected: 2 * ChurnBatch));
    }

    private static async Task<Sample> OurChurnAsync(Effort effort, Random random)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        Fill(workers, me, Data.Keys(Count, random));
        var keys = Data.Keys(Count, random, first: Count);
        var next = 0;
        return Clock.SteadyWithGarbage(effort, () => Churn(workers, me, Part(keys, ref next)), ChurnBatch, expected: 2 * ChurnBatch);
    }

    private static ReadOnlySpan<Workers.Key> Part(Workers.Key[] keys, ref int next)
    {
        var part = keys.AsSpan(next, ChurnBatch);
        next = (next + ChurnBatch) % keys.Length;
        return part;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> table, Workers.Key[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            table.TryAdd(keys[i], new RawEntry<Workers.Value>(new Pid(Data.Node, 1), new Workers.Value("primary", i)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(Workers workers, LocalProcess process, Workers.Key[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            workers.Register(process, keys[i], new Workers.Value("primary", i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Churn(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> table, ReadOnlySpan<Workers.Key> keys)
    {
        var sum = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            sum += table.TryAdd(keys[i], new RawEntry<Workers.Value>(new Pid(Data.Node, 1), new Workers.Value("primary", i))) ? 1 : 0;
            sum += table.TryRemove(keys[i], out _) ? 1 : 0;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Churn(Workers workers, LocalProcess process, ReadOnlySpan<Workers.Key> keys)
    {
        var sum = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            var registration = workers.Register(process, keys[i], new Workers.Value("primary", i));
            sum += workers.Count - Count;
            registration.Dispose();
            sum += Count + 1 - workers.Count;
        }

        return sum;
    }
}
