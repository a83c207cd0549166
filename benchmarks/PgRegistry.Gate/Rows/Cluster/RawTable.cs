using System.Collections.Concurrent;

namespace PgRegistry.Gate.Rows.Cluster;

/// <summary>What rows with a peer are compared with: the same entries in a plain dictionary of one process, in wall time as theirs.</summary>
internal static class RawTable
{
    /// <summary>Milliseconds to insert a million.</summary>
    public static Task<Sample> InsertAsync(Effort effort, Random random)
    {
        var keys = Data.Keys(effort.Million, random);
        return WallClock.OnceAsync(effort, () =>
        {
            var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
            var sample = WallClock.Time(() => Fill.Raw(table, keys));
            return table.Count == keys.Length ? Task.FromResult(sample) : throw new InvalidOperationException("Not all keys went in.");
        });
    }

    /// <summary>Thousands that are inserted in a second.</summary>
    public static async Task<Sample> InsertRateAsync(Effort effort, Random random)
    {
        var sample = await InsertAsync(effort, random).ConfigureAwait(false);
        return sample with { Figure = effort.Million / sample.Figure };
    }

    /// <summary>Milliseconds to remove a million, one by one, in another random order than they were inserted in.</summary>
    public static Task<Sample> RemoveAsync(Effort effort, Random random)
    {
        var keys = Data.Keys(effort.Million, random);
        var removed = keys.ToArray();
        random.Shuffle(removed);
        return WallClock.OnceAsync(effort, () =>
        {
            var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
            Fill.Raw(table, keys);
            var sample = WallClock.Time(() =>
            {
                foreach (var key in removed)
                {
                    table.TryRemove(key, out _);
                }
            });
            return table.IsEmpty ? Task.FromResult(sample) : throw new InvalidOperationException("Not all keys went.");
        });
    }
}
