using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

/// <summary>One writer that inserts, removes and splits, beside readers who know what must be there. A failure prints its seed.</summary>
public sealed class HashTableStressTests
{
    [Theory]
    [InlineData(Hashing.Spread, 400, 40_000)]
    [InlineData(Hashing.EqualLeadingBits, 200, 6_000)]
    [InlineData(Hashing.OneRun, 30, 400)]
    [InlineData(Hashing.Three, 30, 300)]
    public async Task What_is_there_throughout_is_always_found_and_scanned_once(Hashing hashing, int stableCount, int churnCount)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            var keys = HashedKeys.Make(stableCount + churnCount + 50, hashing, random);
            random.Shuffle(keys);
            var stable = keys[..stableCount];
            var never = keys[stableCount..(stableCount + 50)];
            var churn = keys[(stableCount + 50)..];
            var table = HashedKeys.NewTable();
            foreach (var key in stable)
            {
                table.Set(table.Locate(key), new Item(key, 0));
            }

            var isStable = stable.ToHashSet();
            await Beside.RunAsync(
                2, seed,
                () => Write(table, stable, churn, random),
                reader =>
                {
                    FindAll(seed, table, stable, never, reader);
                    ScanAll(seed, table, isStable, never);
                });
            Assert.True(table.Count == stableCount, $"Seed {seed}: {table.Count} items are left instead of {stableCount}.");
        }
    }

    [Theory]
    [InlineData(Hashing.Spread, 150_000)]
    [InlineData(Hashing.EqualLeadingBits, 20_000)]
    public async Task What_was_added_is_found_by_who_was_told_so(Hashing hashing, int count)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var keys = HashedKeys.Make(count, hashing, new Random(seed));
            var table = HashedKeys.NewTable();
            var added = 0;
            await Beside.RunAsync(
                2, seed,
                () =>
                {
                    foreach (var key in keys)
                    {
                        table.Set(table.Locate(key), new Item(key, 0));
                        Volatile.Write(ref added, added + 1);
                    }
                },
                random =>
                {
                    // The newest most often: they are the ones that may not be there yet.
                    var last = Volatile.Read(ref added);
                    for (var i = Math.Max(0, last - 10); i < last; i++)
                    {
                        Assert.True(table.Find(keys[i]) is not null, $"Seed {seed}: {keys[i]}, number {i} of {last}, was not found.");
                    }

                    var any = random.Next(last + 1);
                    Assert.True(any == last || table.Find(keys[any]) is not null, $"Seed {seed}: {keys[any]}, number {any} of {last}, was not found.");
                });
        }
    }

    /// <summary>Grows from almost nothing through all splits, then lets keys come and go at random, then removes them all.</summary>
    private static void Write(HashTable<HashedKey, Item, Item.KeyOf> table, HashedKey[] stable, HashedKey[] churn, Random random)
    {
        var version = 0;
        foreach (var key in churn)
        {
            table.Set(table.Locate(key), new Item(key, 0));
            Renew();
        }

        for (var i = 0; i < churn.Length * 3; i++)
        {
            var key = churn[random.Next(churn.Length)];
            if (!table.Remove(table.Locate(key)))
            {
                table.Set(table.Locate(key), new Item(key, i));
            }

            Renew();
        }

        foreach (var key in churn)
        {
            table.Remove(table.Locate(key));
        }

        void Renew()
        {
            var key = stable[random.Next(stable.Length)];
            table.Set(table.Locate(key), new Item(key, ++version));
        }
    }

    private static void FindAll(int seed, HashTable<HashedKey, Item, Item.KeyOf> table, HashedKey[] stable, HashedKey[] never, Random random)
    {
        for (var i = 0; i < 2_000; i++)
        {
            var key = stable[random.Next(stable.Length)];
            var first = table.Find(key);
            var second = table.Find(key);
            Assert.True(first?.Key == key && second?.Key == key, $"Seed {seed}: {key} was not found.");
            Assert.True(first.Version <= second.Version, $"Seed {seed}: {key} went back from {first.Version} to {second.Version}.");
        }

        Assert.True(Array.TrueForAll(never, key => table.Find(key) is null), $"Seed {seed}: something that never was there was found.");
    }

    private static void ScanAll(int seed, HashTable<HashedKey, Item, Item.KeyOf> table, HashSet<HashedKey> stable, HashedKey[] never)
    {
        var seen = new HashSet<HashedKey>();
        foreach (var item in table.Scan())
        {
            Assert.True(!stable.Contains(item.Key) || seen.Add(item.Key), $"Seed {seed}: a scan gave {item.Key} twice.");
            Assert.True(Array.IndexOf(never, item.Key) < 0, $"Seed {seed}: a scan gave {item.Key}, which never was there.");
        }

        Assert.True(seen.Count == stable.Count, $"Seed {seed}: a scan gave {seen.Count} of {stable.Count} items that were there throughout.");
    }
}
