namespace PgRegistry.Benchmarks;

/// <summary>What all benchmarks begin with.</summary>
internal static class Make
{
    public static readonly Load Value = new("primary", 1);

    public static RegistryNode Node() => RegistryNode.StartAsync(new RegistryNodeOptions { Name = "bench" }).GetAwaiter().GetResult();

    /// <summary>Distinct keys of any of the three kinds, in random order.</summary>
    public static TKey[] Keys<TKey>(int count, int first = 0)
    {
        var keys = Enumerable.Range(first, count).Select(Key<TKey>).ToArray();
        new Random(1).Shuffle(keys);
        return keys;
    }

    private static TKey Key<TKey>(int i) =>
        (TKey)(typeof(TKey) == typeof(string) ? $"queue-{i}" : typeof(TKey) == typeof(int) ? (object)((i * 7) + 1_000_000) : new Compound($"queue-{i}", i % 16));
}
