namespace PgRegistry.Gate;

/// <summary>What a plain dictionary holds instead of an entry.</summary>
internal sealed class RawEntry<TValue>(Pid pid, TValue value)
{
    public Pid Pid { get; } = pid;

    public TValue Value { get; } = value;
}

/// <summary>Keys and values that both sides use.</summary>
internal static class Data
{
    /// <summary>Stands in for the node in the pids of the plain dictionaries.</summary>
    public static readonly NodeId Node = new("raw", 1);

    /// <summary>Distinct keys in random order, with a string of its own each.</summary>
    public static Workers.Key[] Keys(int count, Random random, int first = 0)
    {
        var keys = new Workers.Key[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = new Workers.Key($"queue-{first + i}", i % 16);
        }

        random.Shuffle(keys);
        return keys;
    }

    /// <summary>Distinct keys in random order; a hundred strings are shared by all.</summary>
    public static Workers.Key[] KeysWithSharedStrings(int count, Random random)
    {
        var queues = Enumerable.Range(0, 100).Select(i => $"queue-{i}").ToArray();
        var keys = new Workers.Key[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = new Workers.Key(queues[i % queues.Length], i / queues.Length);
        }

        random.Shuffle(keys);
        return keys;
    }

    /// <summary>Distinct numbers in random order, not the first ones.</summary>
    public static int[] Numbers(int count, Random random)
    {
        var numbers = Enumerable.Range(0, count).Select(i => (i * 7) + 1_000_000).ToArray();
        random.Shuffle(numbers);
        return numbers;
    }

    /// <summary>Indexes for a batch of lookups: below a bound, each as often as the others, in random order.</summary>
    public static int[] Indexes(int count, int below, Random random)
    {
        var indexes = Enumerable.Range(0, count).Select(i => i % below).ToArray();
        random.Shuffle(indexes);
        return indexes;
    }

    public static Task<RegistryNode> StartNodeAsync() => RegistryNode.StartAsync(new RegistryNodeOptions { Name = "gate" });

    /// <summary>A node that dials another one and cannot be dialled.</summary>
    public static RegistryNodeOptions Options(string name, string seed) => new() { Name = name, Seeds = [seed] };
}
