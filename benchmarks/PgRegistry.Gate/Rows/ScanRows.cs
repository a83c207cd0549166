using System.Collections.Concurrent;

namespace PgRegistry.Gate.Rows;

/// <summary>Counting the few of 100,000 entries whose value is above a bound, by looking at all of them.</summary>
internal static class ScanRows
{
    private const int Count = 100_000;
    private const int Found = 100;

    public static IEnumerable<Row> All()
    {
        yield return Row("scan-function", "a function as the guard", workers => workers.CountSelect(static entry => entry.Value.Load >= Count - Found));
        yield return Row("scan-pattern", "a pattern as the guard", workers => workers.CountSelect(value: new() { Load = { AtLeast = Count - Found } }));
    }

    private static Row Row(string name, string guard, Func<Workers, long> count) => new()
    {
        Name = name,
        Subject = $"scan of 100,000 entries with {guard}, for an entry",
        Unit = "ns",
        BaselineName = "enumerating a ConcurrentDictionary",
        Baseline = Raw,
        Measured = (effort, random) => OurAsync(effort, random, count),
        Target = 1,
    };

    private static Task<Sample> Raw(Effort effort, Random random)
    {
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(table, Data.Keys(Count, random));
        return Task.FromResult(Clock.Steady(effort, () => CountIn(table), Count, Found));

        static long CountIn(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> table)
        {
            var count = 0;
            foreach (var pair in table)
            {
                count += pair.Value.Value.Load >= Count - Found ? 1 : 0;
            }

            return count;
        }
    }

    private static async Task<Sample> OurAsync(Effort effort, Random random, Func<Workers, long> count)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        Fill.Ours(workers, me, Data.Keys(Count, random));
        return Clock.Steady(effort, () => count(workers), Count, Found);
    }
}
