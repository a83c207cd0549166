using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

using Stored = StoredEntry<string, int>;

/// <summary>The entries of processes, also of some with many, under keys with few and with many members. A failure prints its seed.</summary>
public sealed class ProcessEntriesTests
{
    /// <summary>Few and short lists; a process with many keys; a key with many processes; both lists long, which needs the index.</summary>
    [Theory]
    [InlineData(5, 5, 30)]
    [InlineData(2, 400, 600)]
    [InlineData(400, 2, 600)]
    [InlineData(3, 3, 1_200)]
    [InlineData(1, 1, 300)]
    public void Its_entries_under_a_key_most_recent_first(int processes, int keys, int size)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var test = new TestStore();
            AddNamesake(test, keys);
            var model = new List<Stored>();
            for (var i = 0; i < 8_000; i++)
            {
                // Fills up, then comes and goes, then empties.
                if (model.Count > 0 && random.Next(100) < (i > 6_000 ? 70 : model.Count < size ? 20 : 60))
                {
                    Change(test, model, random);
                }
                else
                {
                    model.Add(test.Add($"key-{random.Next(keys)}", (ulong)random.Next(1, processes + 1), i));
                }

                AssertAgree(seed, test, model, (ulong)random.Next(1, processes + 2), $"key-{random.Next(keys + 1)}");
            }

            Empty(seed, test, model, keys);
        }
    }

    [Fact]
    public void Slots_are_used_again_and_a_tag_tells_entries_apart()
    {
        var test = new TestStore();
        var first = test.Add("a", 1, 1);
        test.Store.Remove(first);
        var second = test.Add("b", 1, 2);

        Assert.Equal(first.Slot, second.Slot);
        Assert.Null(test.Store.Own.Find(first.Slot, first.Tag));
        Assert.Same(second, test.Store.Own.Find(second.Slot, second.Tag));
    }

    [Fact]
    public async Task Who_enumerates_a_process_sees_what_is_there_throughout_once()
    {
        const int Seed = 5;
        var test = new TestStore();
        var random = new Random(Seed);
        var stable = Enumerable.Range(0, 40).Select(i => test.Add($"stable-{i}", 1, i)).Select(entry => entry.Tag).ToHashSet();
        await Beside.RunAsync(
            2, Seed,
            () =>
            {
                var others = new List<Stored>();
                for (var i = 0; i < 60_000; i++)
                {
                    if (others.Count > 0 && random.Next(2000) > 1000 - (i / 60))
                    {
                        var index = random.Next(others.Count);
                        test.Store.Remove(others[index]);
                        others.RemoveAt(index);
                    }
                    else
                    {
                        others.Add(test.Add($"other-{i}", 1, i));
                    }
                }
            },
            _ =>
            {
                var seen = TestStore.EntriesOf(test.Store.Own.OfProcess(1)).Where(entry => stable.Contains(entry.Tag)).ToList();
                Assert.True(seen.Count == stable.Count && seen.Distinct().Count() == stable.Count, $"Seed {Seed}: {seen.Count} of {stable.Count} entries were seen.");
                var scanned = test.Store.Scan().Count(entry => stable.Contains(entry.Tag));
                Assert.True(scanned == stable.Count, $"Seed {Seed}: a scan gave {scanned} of {stable.Count} entries.");
            });
    }

    /// <summary>Another node has entries with the same serial numbers and tags under the same keys: nothing here may take them for its own.</summary>
    private static void AddNamesake(TestStore test, int keys)
    {
        var origin = new Origin<string, int>(new NodeId("there", 2), 1, isLocal: false);
        test.Store.AddOrigin(origin);
        for (var i = 0; i < 100; i++)
        {
            test.Store.Add(new Stored(origin, $"key-{i % keys}", 1, -1, i + 1, i));
        }
    }

    private static void Change(TestStore test, List<Stored> model, Random random)
    {
        var index = random.Next(model.Count);
        var entry = model[index];
        if (random.Next(4) == 0)
        {
            model[index] = entry.With(entry.Value + 1);
            test.Store.Replace([entry], [model[index]]);
        }
        else
        {
            test.Store.Remove(entry);
            model.RemoveAt(index);
        }
    }

    private static void AssertAgree(int seed, TestStore test, List<Stored> model, ulong serial, string key)
    {
        var entries = model.Where(entry => entry.Serial == serial && entry.Key == key).ToList();
        Assert.True(ReferenceEquals(entries.MaxBy(entry => entry.Tag), test.Store.Newest(serial, key)), $"Seed {seed}: the newest of {serial} under {key}.");
        Assert.True(test.Store.AllOf(serial, key).ToHashSet().SetEquals(entries), $"Seed {seed}: all of {serial} under {key}.");
        var ofProcess = TestStore.EntriesOf(test.Store.Own.OfProcess(serial));
        Assert.True(ofProcess.Count == ofProcess.Distinct().Count(), $"Seed {seed}: an entry of {serial} twice.");
        Assert.True(ofProcess.ToHashSet().SetEquals(model.Where(entry => entry.Serial == serial)), $"Seed {seed}: the entries of {serial}.");
        Assert.True(test.Store.Own.Count == model.Count && test.Store.Count == model.Count + 100, $"Seed {seed}: the counts.");
    }

    private static void Empty(int seed, TestStore test, List<Stored> model, int keys)
    {
        Assert.True(test.Store.Scan().ToHashSet().IsSupersetOf(model), $"Seed {seed}: a scan.");
        model.ForEach(test.Store.Remove);
        Assert.True(test.Store.Count == 100 && test.Store.Own.Count == 0, $"Seed {seed}: {test.Store.Count} entries are left.");
        Assert.True(test.Store.KeyCount == Math.Min(100, keys), $"Seed {seed}: {test.Store.KeyCount} keys are left.");
        Assert.True(test.Store.Own.OfProcess(1) is null, $"Seed {seed}: a process is left.");
    }
}
