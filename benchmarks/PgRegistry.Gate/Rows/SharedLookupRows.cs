using System.Collections.Concurrent;

namespace PgRegistry.Gate.Rows;

/// <summary>Lookups by two threads against those by one, and by one while another one writes.</summary>
internal static class SharedLookupRows
{
    private const int Distinct = 5_000;
    private const int Writes = 64;

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
            Subject = "how much of its rate of lookups a thread keeps while another one registers and unregisters; with and without take turns in one process",
            Unit = "×",
            Measured = KeptAsync,
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

    private static async Task<Sample> KeptAsync(Effort effort, Random random)
    {
        var keys = Data.Keys(LookupRows.TableSize, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        Fill.Ours(workers, node.Spawn(), keys);
        var (sought, sum) = LookupRows.Sought(keys, Distinct, random);
        var writer = node.Spawn();
        var written = Data.Keys(LookupRows.TableSize, random, first: LookupRows.TableSize);
        var sample = TwoThreads.Kept(effort, () => LookupRows.Batch(workers, sought), sought.Length, sum, Churn(written, Write), Writes);

        // How much of it any neighbour costs that uses memory as much: one that writes to a dictionary of its own.
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(table, keys);
        sample.Notes["beside a writer of a dictionary ×"] =
            TwoThreads.Kept(effort, () => LookupRows.Batch(workers, sought), sought.Length, sum, Churn(written, WriteElsewhere), Writes).Figure;
        return sample;

        void Write(Workers.Key key) => workers.Register(writer, key, new Workers.Value("primary", 1)).Dispose();

        void WriteElsewhere(Workers.Key key)
        {
            table.TryAdd(key, new RawEntry<Workers.Value>(writer.Pid, new Workers.Value("primary", 1)));
            table.TryRemove(key, out _);
        }
    }

    private static Action Churn(Workers.Key[] keys, Action<Workers.Key> write)
    {
        var next = 0;
        return () =>
        {
            for (var i = 0; i < Writes; i++)
            {
                write(keys[next]);
                next = (next + 1) % keys.Length;
            }
        };
    }
}
