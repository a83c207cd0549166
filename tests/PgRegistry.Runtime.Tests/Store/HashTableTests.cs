using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

/// <summary>The key table against a dictionary that does the same. A failure prints its seed.</summary>
public sealed class HashTableTests
{
    [Theory]
    [InlineData(Hashing.Spread, 30_000, 120_000)]
    [InlineData(Hashing.EqualLeadingBits, 9_000, 60_000)]
    [InlineData(Hashing.OneRun, 1_500, 20_000)]
    [InlineData(Hashing.Three, 600, 15_000)]
    [InlineData(Hashing.Constant, 300, 15_000)]
    public void It_holds_what_a_dictionary_holds(Hashing hashing, int keyCount, int operations)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            var keys = HashedKeys.Make(keyCount, hashing, random);
            var table = HashedKeys.NewTable();
            var model = new Dictionary<HashedKey, Item>();
            for (var i = 0; i < operations; i++)
            {
                // Waves of growing and shrinking: two thirds of the operations add, then two thirds remove.
                var isFilling = i * 6L / operations % 2 == 0;
                var key = keys[random.Next(keys.Length)];
                if (random.Next(3) == 0 == isFilling)
                {
                    Assert.True(table.Remove(table.Locate(key)) == model.Remove(key), $"Seed {seed}: removing {key} at {i}.");
                }
                else
                {
                    model[key] = new Item(key, i);
                    table.Set(table.Locate(key), model[key]);
                }

                var other = keys[random.Next(keys.Length)];
                Assert.True(ReferenceEquals(model.GetValueOrDefault(other), table.Find(other)), $"Seed {seed}: finding {other} at {i}.");
                Assert.True(model.Count == table.Count, $"Seed {seed}: {table.Count} instead of {model.Count} items at {i}.");
            }

            AssertEqual(seed, keys, model, table);
        }
    }

    [Theory]
    [InlineData(Hashing.Spread, 200_000)]
    [InlineData(Hashing.EqualLeadingBits, 20_000)]
    [InlineData(Hashing.Three, 4_000)]
    [InlineData(Hashing.Constant, 3_500)]
    public void Growing_through_many_splits_and_back_to_nothing(Hashing hashing, int count)
    {
        const int Seed = 11;
        var random = new Random(Seed);
        var keys = HashedKeys.Make(count, hashing, random);
        var table = HashedKeys.NewTable();
        var model = new Dictionary<HashedKey, Item>();
        foreach (var key in keys)
        {
            model.Add(key, new Item(key, 0));
            table.Set(table.Locate(key), model[key]);
        }

        AssertEqual(Seed, keys, model, table);
        random.Shuffle(keys);
        foreach (var key in keys)
        {
            Assert.True(table.Remove(table.Locate(key)), $"Seed {Seed}: {key} was gone.");
            Assert.False(table.Remove(table.Locate(key)), $"Seed {Seed}: {key} was there twice.");
        }

        Assert.Equal(0, table.Count);
        Assert.Empty(table.Scan());
        Assert.All(keys.Take(1_000), key => Assert.Null(table.Find(key)));
    }

    [Theory]
    [InlineData(Hashing.Spread, 3_000)]
    [InlineData(Hashing.OneRun, 200)]
    [InlineData(Hashing.Constant, 60)]
    public void Churn_that_leaves_tombstones_everywhere(Hashing hashing, int live)
    {
        const int Seed = 12;
        var random = new Random(Seed);
        var keys = HashedKeys.Make(live * 50, hashing, random);
        var table = HashedKeys.NewTable();
        var model = new Dictionary<HashedKey, Item>();

        // Always new keys, oldest out: nearly every slot has been used before.
        for (var i = 0; i < keys.Length; i++)
        {
            model.Add(keys[i], new Item(keys[i], i));
            table.Set(table.Locate(keys[i]), model[keys[i]]);
            if (i >= live)
            {
                Assert.True(table.Remove(table.Locate(keys[i - live])), $"Seed {Seed}: {keys[i - live]} was gone.");
                model.Remove(keys[i - live]);
            }

            var other = keys[random.Next(i + 1)];
            Assert.True(ReferenceEquals(model.GetValueOrDefault(other), table.Find(other)), $"Seed {Seed}: finding {other} at {i}.");
        }

        AssertEqual(Seed, keys, model, table);
    }

    private static void AssertEqual(int seed, HashedKey[] keys, Dictionary<HashedKey, Item> model, HashTable<HashedKey, Item, Item.KeyOf> table)
    {
        Assert.True(model.Count == table.Count, $"Seed {seed}: {table.Count} instead of {model.Count} items.");
        foreach (var key in keys)
        {
            Assert.True(ReferenceEquals(model.GetValueOrDefault(key), table.Find(key)), $"Seed {seed}: {key}.");
        }

        var scanned = table.Scan().ToList();
        Assert.True(scanned.Count == model.Count, $"Seed {seed}: a scan gives {scanned.Count} instead of {model.Count} items.");
        Assert.True(scanned.ToHashSet().SetEquals(model.Values), $"Seed {seed}: a scan gives other items.");
    }
}
