using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

using Stored = StoredEntry<string, int>;

/// <summary>The keys of a process, each once, whether or not it has several entries of a key. A failure prints its seed.</summary>
public sealed class KeysOfProcessTests
{
    /// <summary>Short and long lists on both sides, with and without keys that come twice.</summary>
    [Theory]
    [InlineData(1, 1_000_000, 300)]
    [InlineData(3, 5, 60)]
    [InlineData(2, 400, 600)]
    [InlineData(60, 40, 1_500)]
    [InlineData(400, 3, 800)]
    public void Each_key_once(int processes, int keys, int size)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            var test = new TestStore();
            var model = new List<Stored>();
            for (var i = 0; i < 3_000; i++)
            {
                if (model.Count > 0 && random.Next(100) < (model.Count < size ? 30 : 70))
                {
                    var index = random.Next(model.Count);
                    test.Store.Remove(model[index]);
                    model.RemoveAt(index);
                }
                else if (random.Next(4) == 0)
                {
                    var key = $"key-{random.Next(keys)}";
                    Stored[] several = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => test.Make(key, (ulong)random.Next(1, processes + 1), i))];
                    test.Store.Add(several);
                    model.AddRange(several);
                }
                else
                {
                    model.Add(test.Add($"key-{random.Next(keys)}", (ulong)random.Next(1, processes + 1), i));
                }

                var serial = (ulong)random.Next(1, processes + 1);
                if (test.Store.Own.OfProcess(serial) is EntryBag<string, int> bag)
                {
                    var expected = model.Where(entry => entry.Serial == serial).Select(entry => entry.Key).Order(StringComparer.Ordinal).Distinct();
                    Assert.True(expected.SequenceEqual(bag.Keys().Order(StringComparer.Ordinal)), $"Seed {seed}, step {i}: the keys of {serial}.");
                }
            }
        }
    }

    /// <summary>More than a page holds, with holes that are filled again and with holes that stay; a few keys may come twice.</summary>
    [Theory]
    [InlineData(1_000_000)]
    [InlineData(6_000)]
    public void Each_key_once_of_several_pages(int keys)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            var test = new TestStore();
            var model = new List<Stored>();
            foreach (var (adding, removing) in new[] { (5_000, 0), (0, 2_500), (1_000, 0), (0, 3_400), (1_030, 0), (0, 1_100) })
            {
                for (var i = 0; i < adding; i++)
                {
                    model.Add(test.Add($"key-{random.Next(keys)}", 1, i));
                }

                for (var i = 0; i < removing; i++)
                {
                    var index = random.Next(model.Count);
                    test.Store.Remove(model[index]);
                    model.RemoveAt(index);
                }

                var bag = (EntryBag<string, int>)test.Store.Own.OfProcess(1)!;
                var expected = model.Select(entry => entry.Key).Order(StringComparer.Ordinal).Distinct().ToList();
                var read = bag.Keys();
                Assert.True(expected.SequenceEqual(read.Order(StringComparer.Ordinal)), $"Seed {seed}: the keys after {adding} and {removing}.");
                Assert.True(read.Select((key, i) => read[i] == key).All(isSame => isSame), $"Seed {seed}: by index.");
                Assert.Equal(model.Count, bag.Count);
                Assert.Equal(model.Select(entry => entry.Tag).Order(), TestStore.EntriesOf(bag).Select(entry => entry.Tag).Order());
            }
        }
    }

    [Fact]
    public void A_list_of_keys_stays_as_it_was_read()
    {
        var test = new TestStore();
        Stored[] entries = [.. Enumerable.Range(0, 5).Select(i => test.Add($"key-{i}", 1, i))];
        var keys = ((EntryBag<string, int>)test.Store.Own.OfProcess(1)!).Keys();
        foreach (var entry in entries)
        {
            test.Store.Remove(entry);
        }

        test.Add("key-5", 1, 5);
        Assert.Equal(["key-0", "key-1", "key-2", "key-3", "key-4"], keys);
        Assert.Equal(5, keys.Count);
        Assert.Equal("key-4", keys[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => keys[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => keys[-1]);
    }

    /// <summary>One writer lets keys leave and come back in other places: a reader who goes from place to place can meet a key twice.</summary>
    [Fact]
    public async Task Who_reads_while_keys_come_and_go_gets_none_twice_and_all_that_stay()
    {
        const int Seed = 7;
        var test = new TestStore();
        var random = new Random(Seed);
        var others = Enumerable.Range(0, 50).Select(i => test.Add($"other-{i}", 1, i)).ToList();
        for (var i = 0; i < 8_000; i++)
        {
            test.Add($"stable-{i}", 1, i);
        }

        others.AddRange(Enumerable.Range(50, 50).Select(i => test.Add($"other-{i}", 1, i)));
        await Beside.RunAsync(
            2, Seed,
            () =>
            {
                for (var i = 0; i < 200_000; i++)
                {
                    // One from the beginning and one from the end leave and come back, each in the other's place.
                    var (a, b) = (random.Next(50), 50 + random.Next(50));
                    test.Store.Remove(others[a]);
                    test.Store.Remove(others[b]);
                    others[a] = test.Add(others[a].Key, 1, i);
                    others[b] = test.Add(others[b].Key, 1, i);
                }
            },
            _ =>
            {
                var keys = ((EntryBag<string, int>)test.Store.Own.OfProcess(1)!).Keys();
                var moving = keys.Where(key => key[0] == 'o').ToList();
                Assert.True(moving.Distinct().Count() == moving.Count, $"Seed {Seed}: a key twice.");
                Assert.True(keys.Count - moving.Count == 8_000, $"Seed {Seed}: a key that stays is missing.");
            });
    }
}
