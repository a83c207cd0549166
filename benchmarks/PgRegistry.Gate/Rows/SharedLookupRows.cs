using System.Collections.Concurrent;

namespace PgRegistry.Gate.Rows;

/// <summary>Lookups by two threads against those by one, and by one while another one writes.</summary>
internal static class SharedLookupRows
{
    private const int Distinct = 5_000;

    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "lookup-2-threads",
            Subject = "how many times as many lookups two threads do as one, against the same of a dictionary",
            Unit = "×",
            BaselineName = "ConcurrentDictionary",
            Baseline = RawSpeedUp,
            Measured = SpeedUpAsync,
            Floor = 0.9,
        };
        yield return new Row
        {
            Name = "lookup-beside-writer",
            Subject = "million lookups in a second while another thread registers and unregisters, against the same without",
            Unit = "M/s",
            BaselineName = "without the writer",
            Baseline = (effort, random) => ReaderAsync(effort, random, isWriting: false),
            Measured = (effort, random) => ReaderAsync(effort, random, isWriting: true),
            Floor = 0.85,
        };
    }

    private static Task<Sample> RawSpeedUp(Effort effort, Random random)
    {
        var keys = Data.Keys(LookupRows.TableSize, random);
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(table, keys);
        var (one, sum) = LookupRows.Sought(keys, Distinct, random);
        var (other, _) = LookupRows.Sought(keys, Distinct, random);
        return Task.FromResult(TwoThreads.SpeedUp(effort, () => LookupRows.Batch(table, one), () => LookupRows.Batch(table, other), one.Length, sum));
    }

    private static async Task<Sample> SpeedUpAsync(Effort effort, Random random)
    {
        var keys = Data.Keys(LookupRows.TableSize, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        Fill.Ours(workers, node.Spawn(), keys);
        var (one, sum) = LookupRows.Sought(keys, Distinct, random);
        var (other, _) = LookupRows.Sought(keys, Distinct, random);
        return TwoThreads.SpeedUp(effort, () => LookupRows.Batch(workers, one), () => LookupRows.Batch(workers, other), one.Length, sum);
    }

    private static async Task<Sample> ReaderAsync(Effort effort, Random random, bool isWriting)
    {
        var keys = Data.Keys(LookupRows.TableSize, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        Fill.Ours(workers, node.Spawn(), keys);
        var (sought, _) = LookupRows.Sought(keys, Distinct, random);
        var writer = node.Spawn();
        var written = Data.Keys(LookupRows.TableSize, random, first: LookupRows.TableSize);
        var next = 0;
        return TwoThreads.Beside(effort, () => LookupRows.Batch(workers, sought), sought.Length, isWriting ? Write : null);

        void Write()
        {
            for (var i = 0; i < 64; i++)
            {
                workers.Register(writer, written[next], new Workers.Value("primary", i)).Dispose();
                next = (next + 1) % written.Length;
            }
        }
    }
}
