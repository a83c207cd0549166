using static PgRegistry.Compare.Stopwatches;

namespace PgRegistry.Compare;

/// <summary>The work of <c>benchmarks/peers</c>, with the same sizes.</summary>
internal static class Ours
{
    public const int Keys = 100_000;
    public const int Group = 50_000;
    private const int Found = 100;
    private const int Part = 1000;

    /// <summary>Leaves and joins in a repetition. The 200 of the other sides would be over in well under a millisecond here, before any garbage is collected.</summary>
    private const int Turns = 100_000;

    public static async Task MeasureAsync()
    {
        var random = new Random(1);
        var keys = MakeKeys(0, random);
        var others = MakeKeys(Keys, random);
        await using var node = await RegistryNode.StartAsync(new RegistryNodeOptions { Name = "compare" }).ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        ComeAndGo(node, workers, keys);
        using (var me = node.Spawn())
        {
            Fill(workers, me, keys);
            BesideItsKeys(node, workers, me, keys, others, random);
        }

        InAGroup(node, workers, random);
    }

    private static Workers.Key[] MakeKeys(int first, Random random)
    {
        var keys = Enumerable.Range(first, Keys).Select(i => new Workers.Key($"queue-{i}", i % 16)).ToArray();
        random.Shuffle(keys);
        return keys;
    }

    private static void Fill(Workers workers, LocalProcess process, ReadOnlySpan<Workers.Key> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            workers.Register(process, keys[i], new Workers.Value("primary", i));
        }
    }

    /// <summary>A process registers all keys, and ends.</summary>
    private static void ComeAndGo(RegistryNode node, Workers workers, Workers.Key[] keys)
    {
        Warm(() => Once(keys[..Part]));
        var times = Enumerable.Range(0, Repetitions).Select(_ => Once(keys)).ToArray();
        Line("register", Median([.. times.Select(time => time.Register)]) / Keys);
        Line("exit", Median([.. times.Select(time => time.Exit)]));

        (double Register, double Exit) Once(Workers.Key[] some)
        {
            var process = node.Spawn();
            var register = Time(() => Fill(workers, process, some));
            Check(workers.Count == some.Length);
            var exit = Time(process.Dispose);
            Check(workers.Count == 0);
            return (register, exit);
        }
    }

    private static void BesideItsKeys(RegistryNode node, Workers workers, LocalProcess me, Workers.Key[] keys, Workers.Key[] others, Random random)
    {
        var order = Enumerable.Range(0, Keys).ToArray();
        random.Shuffle(order);
        Warm(() => Lookup(order.AsSpan(0, Part)));
        Line("lookup", MedianTime(() => Lookup(order)) / Keys);

        Warm(Scan);
        Line("scan", MedianTime(Scan) / Keys);

        var shards = keys.Sum(key => (long)key.Shard);
        Warm(ListKeys);
        Line("keys", MedianTime(ListKeys) / Keys);

        using (var other = node.Spawn())
        {
            Warm(() => Churn(other, order.AsSpan(0, Part)));
            Line("churn", MedianTime(() => Churn(other, order)) / Keys);
        }

        Warm(() =>
        {
            Unregister(order.AsSpan(0, Part));
            Again(order.AsSpan(0, Part));
        });
        var next = Part;
        var unregister = MedianTime(() =>
        {
            Unregister(order.AsSpan(next, Part));
            next += Part;
        });
        Line("unregister", unregister / Part);

        void Lookup(ReadOnlySpan<int> indexes)
        {
            var sum = 0;
            foreach (var i in indexes)
            {
                sum += workers.Lookup(keys[i])[0].Value.Load == i ? 1 : 0;
            }

            Check(sum == indexes.Length);
        }

        void Scan() => Check(workers.CountSelect(value: new() { Load = { AtLeast = Keys - Found } }) == Found);

        void ListKeys()
        {
            var sum = 0L;
            foreach (var key in workers.KeysOf(me.Pid))
            {
                sum += key.Shard;
            }

            Check(sum == shards);
        }

        void Churn(LocalProcess other, ReadOnlySpan<int> indexes)
        {
            foreach (var i in indexes)
            {
                workers.Register(other, others[i], new Workers.Value("primary", i));
                Check(workers.Unregister(other, others[i]));
            }
        }

        void Unregister(ReadOnlySpan<int> indexes)
        {
            foreach (var i in indexes)
            {
                Check(workers.Unregister(me, keys[i]));
            }
        }

        void Again(ReadOnlySpan<int> indexes)
        {
            foreach (var i in indexes)
            {
                workers.Register(me, keys[i], new Workers.Value("primary", i));
            }
        }
    }

    private static void InAGroup(RegistryNode node, Workers workers, Random random)
    {
        var key = new Workers.Key("group", 0);
        var value = new Workers.Value("primary", 0);
        var members = Enumerable.Range(0, Group).Select(_ => node.Spawn()).ToArray();
        foreach (var member in members)
        {
            workers.Register(member, key, value);
        }

        var newest = node.Spawn();
        workers.Register(newest, key, value);
        Warm(() => Repeat(Part, () => newest));
        Line("group-newest", MedianTime(() => Repeat(Turns, () => newest)) / Turns);

        Warm(() => Repeat(Part, () => members[random.Next(Group)]));
        Line("group-any", MedianTime(() => Repeat(Turns, () => members[random.Next(Group)])) / Turns);

        void Repeat(int count, Func<LocalProcess> next)
        {
            for (var i = 0; i < count; i++)
            {
                var member = next();
                Check(workers.Unregister(member, key));
                workers.Register(member, key, value);
            }
        }
    }

    private static void Check(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException("The work does not do what it should.");
        }
    }
}
