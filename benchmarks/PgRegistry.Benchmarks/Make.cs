namespace PgRegistry.Benchmarks;

/// <summary>What all benchmarks begin with.</summary>
internal static class Make
{
    public static readonly Load Value = new("primary", 1);

    public static RegistryNode Node() => RegistryNode.StartAsync(new RegistryNodeOptions { Name = "bench" }).GetAwaiter().GetResult();

    /// <summary>The scope with keys of one of the three kinds.</summary>
    public static Scope<TKey, Load> OpenScope<TKey>(RegistryNode node)
        where TKey : notnull =>
        (Scope<TKey, Load>)(typeof(TKey) == typeof(string) ? node.Open<Names>().Scope
            : typeof(TKey) == typeof(int) ? (object)node.Open<Numbers>().Scope
            : node.Open<Workers>().Scope);

    /// <summary>Distinct keys of any of the three kinds, in random order.</summary>
    public static TKey[] Keys<TKey>(int count, int first = 0)
    {
        var keys = Enumerable.Range(first, count).Select(Key<TKey>).ToArray();
        new Random(1).Shuffle(keys);
        return keys;
    }

    /// <summary>What about a hundredth of so many keys matches.</summary>
    public static IPattern<TKey> Hundredth<TKey>(int count) =>
        (IPattern<TKey>)(typeof(TKey) == typeof(string) ? new TextConstraint { StartsWith = "queue-77" }
            : typeof(TKey) == typeof(int) ? (object)new RangeConstraint<int> { Below = Number(count / 100) }
            : new Workers.KeyPattern { Queue = { StartsWith = "queue-77" } });

    /// <summary>What this key alone matches.</summary>
    public static IPattern<TKey> Exactly<TKey>(TKey key)
        where TKey : notnull
    {
        object pattern = key switch
        {
            string text => new TextConstraint { EqualTo = text },
            int number => new RangeConstraint<int> { EqualTo = number },
            Compound compound => new Workers.KeyPattern { Queue = compound.Queue, Shard = compound.Shard },
            _ => throw new ArgumentException($"There are no keys of {typeof(TKey)}.", nameof(key)),
        };
        return (IPattern<TKey>)pattern;
    }

    private static TKey Key<TKey>(int i) =>
        (TKey)(typeof(TKey) == typeof(string) ? $"queue-{i}" : typeof(TKey) == typeof(int) ? (object)Number(i) : new Compound($"queue-{i}", i % 16));

    private static int Number(int i) => (i * 7) + 1_000_000;
}
