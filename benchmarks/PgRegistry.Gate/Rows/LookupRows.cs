using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Gate.Rows;

/// <summary>
/// Lookups of keys with one member, in a table of 100,000 keys, reading the pid and the value. Which keys are looked up differs: a few
/// that stay in the first cache, some that stay in the second, or all.
/// </summary>
internal static class LookupRows
{
    public const int TableSize = 100_000;

    public static IEnumerable<Row> All()
    {
        yield return Compound("lookup-hot", 64, 1.5);
        yield return Compound("lookup-5000", 5_000, 1.5);
        yield return Compound("lookup-random", TableSize, 1.8);
        yield return Plain("lookup-hot-int", 64, 1.5);
        yield return Plain("lookup-5000-int", 5_000, 1.5);
        yield return Plain("lookup-random-int", TableSize, 1.8);
    }

    private static Row Compound(string name, int distinct, double target) => new()
    {
        Name = name,
        Subject = Subject(distinct),
        Unit = "ns",
        BaselineName = "ConcurrentDictionary",
        Baseline = (effort, random) => RawCompound(effort, random, distinct),
        Measured = (effort, random) => OurCompoundAsync(effort, random, distinct),
        Target = target,
        MaxAllocated = 0,
    };

    private static Row Plain(string name, int distinct, double target) => new()
    {
        Name = name,
        Subject = $"{Subject(distinct)}, numbers as keys",
        Unit = "ns",
        BaselineName = "ConcurrentDictionary",
        Baseline = (effort, random) => RawPlain(effort, random, distinct),
        Measured = (effort, random) => OurPlainAsync(effort, random, distinct),
        Target = target,
        MaxAllocated = 0,
        IsInformation = true,
    };

    private static string Subject(int distinct) => FormattableString.Invariant($"lookup of one member, {distinct:#,0} of {TableSize:#,0} keys");

    private static Task<Sample> RawCompound(Effort effort, Random random, int distinct)
    {
        var keys = Data.Keys(TableSize, random);
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(table, keys);

        var (sought, expected) = Sought(keys, distinct, random);
        return Task.FromResult(Clock.Steady(effort, () => Batch(table, sought), sought.Length, expected));
    }

    private static async Task<Sample> OurCompoundAsync(Effort effort, Random random, int distinct)
    {
        var keys = Data.Keys(TableSize, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        Fill.Ours(workers, me, keys);

        var (sought, expected) = Sought(keys, distinct, random);
        return Clock.Steady(effort, () => Batch(workers, sought), sought.Length, expected);
    }

    private static Task<Sample> RawPlain(Effort effort, Random random, int distinct)
    {
        var keys = Data.Numbers(TableSize, random);
        var table = new ConcurrentDictionary<int, RawEntry<Numbers.Value>>();
        Fill.RawNumbers(table, keys);

        var (sought, expected) = Sought(keys, distinct, random);
        return Task.FromResult(Clock.Steady(effort, () => Batch(table, sought), sought.Length, expected));
    }

    private static async Task<Sample> OurPlainAsync(Effort effort, Random random, int distinct)
    {
        var keys = Data.Numbers(TableSize, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var numbers = node.Open<Numbers>();
        using var me = node.Spawn();
        Fill.OurNumbers(numbers, me, keys);

        var (sought, expected) = Sought(keys, distinct, random);
        return Clock.Steady(effort, () => Batch(numbers, sought), sought.Length, expected);
    }

    /// <summary>The keys of a batch in the order of their lookups, and the sum of what must be found: every serial is 1.</summary>
    public static (TKey[] Sought, long Sum) Sought<TKey>(TKey[] keys, int distinct, Random random)
    {
        var indexes = Data.Indexes(Math.Max(distinct, 1 << 13), distinct, random);
        return (Array.ConvertAll(indexes, i => keys[i]), indexes.Sum(i => 1L + i));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Batch(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> table, Workers.Key[] keys)
    {
        var sum = 0L;
        foreach (var key in keys)
        {
            if (table.TryGetValue(key, out var entry))
            {
                sum += (long)entry.Pid.Serial + entry.Value.Load;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Batch(Workers workers, Workers.Key[] keys)
    {
        var sum = 0L;
        foreach (var key in keys)
        {
            foreach (var (pid, value) in workers.Lookup(key))
            {
                sum += (long)pid.Serial + value.Load;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Batch(ConcurrentDictionary<int, RawEntry<Numbers.Value>> table, int[] keys)
    {
        var sum = 0L;
        foreach (var key in keys)
        {
            if (table.TryGetValue(key, out var entry))
            {
                sum += (long)entry.Pid.Serial + entry.Value.Load;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Batch(Numbers numbers, int[] keys)
    {
        var sum = 0L;
        foreach (var key in keys)
        {
            foreach (var (pid, value) in numbers.Lookup(new Numbers.Key(key)))
            {
                sum += (long)pid.Serial + value.Load;
            }
        }

        return sum;
    }
}
