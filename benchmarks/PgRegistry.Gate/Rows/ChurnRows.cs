using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Gate.Rows;

/// <summary>One key coming and going in a full table. Both sides make the same values.</summary>
internal static class ChurnRows
{
    private const int Count = 100_000;
    private const int ChurnBatch = Count / 25;

    public static IEnumerable<Row> All()
    {
        yield return Row("churn-100k", "keys", RawAsync, OurAsync, isInformation: false);
        yield return Row("churn-100k-int", "numbers", RawNumbersAsync, OurNumbersAsync, isInformation: true);
    }

    private static Row Row(string name, string keys, Side raw, Side ours, bool isInformation) => new()
    {
        Name = name,
        Subject = $"register and unregister among 100,000 {keys}",
        Unit = "ns",
        BaselineName = "ConcurrentDictionary",
        Baseline = raw,
        Measured = ours,
        Target = 1.5,
        IsInformation = isInformation,
    };

    private static Task<Sample> RawAsync(Effort effort, Random random)
    {
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(table, Data.Keys(Count, random));
        var keys = Data.Keys(Count, random, first: Count);
        var next = 0;
        return Task.FromResult(Clock.SteadyWithGarbage(effort, () => Churn(table, Part(keys, ref next)), ChurnBatch, expected: 2 * ChurnBatch));
    }

    private static async Task<Sample> OurAsync(Effort effort, Random random)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        Fill.Ours(workers, me, Data.Keys(Count, random));
        var keys = Data.Keys(Count, random, first: Count);
        var next = 0;
        return Clock.SteadyWithGarbage(effort, () => Churn(workers, me, Part(keys, ref next)), ChurnBatch, expected: 2 * ChurnBatch);
    }

    private static Task<Sample> RawNumbersAsync(Effort effort, Random random)
    {
        var table = new ConcurrentDictionary<int, RawEntry<Numbers.Value>>();
        var numbers = Data.Numbers(2 * Count, random);
        Fill.RawNumbers(table, numbers[..Count]);
        var keys = numbers[Count..];
        var next = 0;
        return Task.FromResult(Clock.SteadyWithGarbage(effort, () => Churn(table, Part(keys, ref next)), ChurnBatch, expected: 2 * ChurnBatch));
    }

    private static async Task<Sample> OurNumbersAsync(Effort effort, Random random)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var scope = node.Open<Numbers>();
        using var me = node.Spawn();
        var numbers = Data.Numbers(2 * Count, random);
        Fill.OurNumbers(scope, me, numbers[..Count]);
        var keys = numbers[Count..];
        var next = 0;
        return Clock.SteadyWithGarbage(effort, () => Churn(scope, me, Part(keys, ref next)), ChurnBatch, expected: 2 * ChurnBatch);
    }

    private static ReadOnlySpan<TKey> Part<TKey>(TKey[] keys, ref int next)
    {
        var part = keys.AsSpan(next, ChurnBatch);
        next = (next + ChurnBatch) % keys.Length;
        return part;
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Churn(ConcurrentDictionary<int, RawEntry<Numbers.Value>> table, ReadOnlySpan<int> keys)
    {
        var sum = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            sum += table.TryAdd(keys[i], new RawEntry<Numbers.Value>(new Pid(Data.Node, 1), new Numbers.Value("primary", i))) ? 1 : 0;
            sum += table.TryRemove(keys[i], out _) ? 1 : 0;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Churn(Numbers numbers, LocalProcess process, ReadOnlySpan<int> keys)
    {
        var sum = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            var registration = numbers.Register(process, new Numbers.Key(keys[i]), new Numbers.Value("primary", i));
            sum += numbers.Count - Count;
            registration.Dispose();
            sum += Count + 1 - numbers.Count;
        }

        return sum;
    }
}
