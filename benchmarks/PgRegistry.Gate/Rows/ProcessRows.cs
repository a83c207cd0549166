namespace PgRegistry.Gate.Rows;

/// <summary>A process with 100,000 keys: unregistering one of them, and reading them all.</summary>
internal static class ProcessRows
{
    private const int Count = 100_000;
    private const int Operations = 1000;

    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "unregister-100k-keys",
            Subject = "unregister any key of a process with 100,000 keys, against those of 100,000 processes with one key each",
            Unit = "ns",
            BaselineName = "processes with 1 key",
            Baseline = (effort, random) => UnregisterAsync(effort, random, isProcessEach: true),
            Measured = (effort, random) => UnregisterAsync(effort, random, isProcessEach: false),
            Target = 2,
        };
        yield return new Row
        {
            Name = "keys-of-100k",
            Subject = "the keys of a process with 100,000 keys after churn, for a key",
            Unit = "ns",
            BaselineName = "enumerating a HashSet",
            Baseline = RawKeys,
            Measured = KeysAsync,
            Target = 8,
        };
    }

    private static async Task<Sample> UnregisterAsync(Effort effort, Random random, bool isProcessEach)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        var keys = Data.Keys(Count, random);
        var only = node.Spawn();
        var processes = Array.ConvertAll(keys, _ => isProcessEach ? node.Spawn() : only);
        for (var i = 0; i < keys.Length; i++)
        {
            workers.Register(processes[i], keys[i], new Workers.Value("primary", i));
        }

        // Each key's turn comes once in a hundred rounds, so all are of about the same age, and seldom in a cache.
        var order = Data.Indexes(Count, Count, random);
        var next = 0;
        var gone = 0;
        var sample = Clock.Part(
            effort,
            () =>
            {
                foreach (var i in order.AsSpan(next, Operations))
                {
                    gone += workers.Unregister(processes[i], keys[i]) ? 1 : 0;
                }
            },
            () =>
            {
                foreach (var i in order.AsSpan(next, Operations))
                {
                    workers.Register(processes[i], keys[i], new Workers.Value("primary", i));
                }

                next = (next + Operations) % Count;
                gone = gone == Operations ? 0 : throw new InvalidOperationException("Not every key was there.");
            },
            Operations);
        return workers.Count == Count ? sample : throw new InvalidOperationException("Not every key is there again.");
    }

    private static Task<Sample> RawKeys(Effort effort, Random random)
    {
        var keys = Data.Keys(Count, random);
        var set = new HashSet<Workers.Key>(keys);
        foreach (var i in Data.Indexes(Count, Count, random))
        {
            set.Remove(keys[i]);
            set.Add(keys[i]);
        }

        return Task.FromResult(Clock.SteadyWithGarbage(effort, () => Sum(set), Count, keys.Sum(key => (long)key.Shard)));

        static long Sum(HashSet<Workers.Key> set)
        {
            var sum = 0L;
            foreach (var key in set)
            {
                sum += key.Shard;
            }

            return sum;
        }
    }

    private static async Task<Sample> KeysAsync(Effort effort, Random random)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        using var me = node.Spawn();
        var keys = Data.Keys(Count, random);
        Fill.Ours(workers, me, keys);
        foreach (var i in Data.Indexes(Count, Count, random))
        {
            workers.Unregister(me, keys[i]);
            workers.Register(me, keys[i], new Workers.Value("primary", i));
        }

        return Clock.SteadyWithGarbage(effort, () => Sum(workers, me.Pid), Count, keys.Sum(key => (long)key.Shard));

        static long Sum(Workers workers, Pid pid)
        {
            var sum = 0L;
            foreach (var key in workers.KeysOf(pid))
            {
                sum += key.Shard;
            }

            return sum;
        }
    }
}
