using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

/// <summary>Entries by slot: near ones, far ones, and scans beside a writer. A failure prints its seed.</summary>
public sealed class SlotPagesTests
{
    [Fact]
    public void It_holds_what_a_dictionary_holds_and_scans_it_in_order()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            var pages = new SlotPages<string>();
            var model = new SortedDictionary<int, string>();
            for (var i = 0; i < 5_000; i++)
            {
                var slot = random.Next(20) switch
                {
                    0 => random.Next(3_000_000),
                    1 => (1024 * random.Next(1, 8)) - random.Next(2),
                    _ => random.Next(5_000),
                };
                if (random.Next(3) == 0)
                {
                    pages.Set(slot, null);
                    model.Remove(slot);
                }
                else
                {
                    pages.Set(slot, model[slot] = $"{slot}/{i}");
                }

                Assert.True(pages.Get(slot) == model.GetValueOrDefault(slot), $"Seed {seed}: slot {slot}.");
            }

            Assert.True(Scan(pages).SequenceEqual(model.Values), $"Seed {seed}: a scan.");
            Assert.All(model, pair => Assert.Same(pair.Value, pages.Get(pair.Key)));
        }
    }

    [Fact]
    public void What_was_never_set_is_null()
    {
        var pages = new SlotPages<string>();
        Assert.Null(pages.Get(0));
        Assert.Null(pages.Get(SlotPages<string>.MaxSlot));
        Assert.Empty(Scan(pages));

        pages.Set(SlotPages<string>.MaxSlot, "last");
        Assert.Equal(["last"], Scan(pages));
        Assert.Null(pages.Get(SlotPages<string>.MaxSlot - 1));
    }

    [Fact]
    public void A_far_slot_costs_little()
    {
        var pages = new SlotPages<string>();
        pages.Set(SlotPages<string>.MaxSlot, "last");
        var cost = AllocatedBy(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                pages.Set(i << 16, "far");
            }
        });
        Assert.True(cost < 1000 * 2700, $"A thousand entries far from each other took {cost} bytes.");
    }

    [Fact]
    public void A_page_that_is_empty_is_given_back_when_another_one_is()
    {
        var pages = new SlotPages<string>();
        foreach (var slot in new[] { 0, 1 << 20, 1 << 21 })
        {
            pages.Set(slot, "here");
            pages.Set(slot, null);
        }

        Assert.NotEqual(0, AllocatedBy(() => pages.Set(0, "again")));
        Assert.NotEqual(0, AllocatedBy(() => pages.Set(1 << 20, "again")));
        Assert.Equal(0, AllocatedBy(() => pages.Set(1 << 21, "again")));
        pages.Set(1 << 20, null);
        Assert.Equal(["again", "again"], Scan(pages));
    }

    [Theory]
    [InlineData(37)]
    [InlineData(1000)]
    public async Task A_scan_beside_a_writer_gives_what_is_there_throughout_once(int distance)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var pages = new SlotPages<string>();
            var stable = Enumerable.Range(0, 200).Select(i => i * distance).ToArray();
            foreach (var slot in stable)
            {
                pages.Set(slot, "stable");
            }

            await Beside.RunAsync(
                2, seed,
                () =>
                {
                    // Ever farther, so that pages are added and their directory grows meanwhile.
                    for (var i = 1; i < 100_000; i++)
                    {
                        var slot = random.Next(i * 4);
                        if (slot % distance != 0)
                        {
                            pages.Set(slot, random.Next(3) == 0 ? null : "other");
                        }
                    }
                },
                _ =>
                {
                    var seen = Scan(pages).Count(entry => entry == "stable");
                    Assert.True(seen == stable.Length, $"Seed {seed}: a scan gave {seen} of {stable.Length}.");
                });
        }
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IEnumerable<string> Scan(SlotPages<string> pages)
    {
        var slot = 0;
        while (pages.Next(ref slot) is { } entry)
        {
            yield return entry;
        }
    }
}
