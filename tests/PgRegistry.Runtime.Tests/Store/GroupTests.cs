using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

using Stored = StoredEntry<string, int>;

/// <summary>One key's members against a list, through all sizes; older versions stay what they were. A failure prints its seed.</summary>
public sealed class GroupTests
{
    private const string Key = "key";

    /// <summary>Around every size at which a group changes its form: one, small, large, one chunk more.</summary>
    private static readonly int[] Sizes =
        [1, 2, 3, 1, 7, 8, 9, 8, 15, 16, 17, 18, 9, 8, 7, 17, 64, 255, 256, 257, 258, 200, 513, 1_200, 3_000, 300, 256, 17, 9, 2, 0, 20, 0];

    public enum Leaving
    {
        Random,
        Newest,
        Oldest,
    }

    [Theory]
    [InlineData(Leaving.Random)]
    [InlineData(Leaving.Newest)]
    [InlineData(Leaving.Oldest)]
    public void Every_version_shows_exactly_its_members(Leaving leaving)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var test = new TestStore();
            var members = new List<Stored>();
            var versions = new List<(Cell<string, int> Cell, Stored[] Members)>();
            foreach (var size in Sizes)
            {
                for (var more = 20; members.Count != size || more > 0; more--)
                {
                    // Towards the size; once there, around it.
                    var isJoin = members.Count == 0 || (members.Count == size ? random.Next(2) == 0 : members.Count < size == (random.Next(5) > 0));
                    Step(test, members, isJoin, leaving, random);
                    AssertCount(seed, test, members);
                    if (random.Next((more > 0 ? 2 : 30) + (members.Count / 8)) == 0 && members.Count > 0)
                    {
                        versions.Add((test.Store.Find(Key)!, [.. members]));
                    }
                }

                AssertMembers(seed, test.Store.Find(Key), members);
            }

            Assert.All(versions, version => AssertMembers(seed, version.Cell, version.Members));
            Assert.True(versions.Count > 200 && test.Store.KeyCount == 0, $"Seed {seed}");
        }
    }

    /// <summary>What is left may be of any form, and what was read before shows all of them still.</summary>
    [Theory]
    [InlineData(17, 0)]
    [InlineData(17, 1)]
    [InlineData(17, 2)]
    [InlineData(300, 8)]
    [InlineData(300, 9)]
    [InlineData(300, 17)]
    [InlineData(1_000, 900)]
    public void Several_leave_at_once(int size, int left)
    {
        var test = new TestStore();
        var members = Enumerable.Range(1, size).Select(i => test.Add(Key, (ulong)i, i)).ToList();
        var before = test.Store.Find(Key);
        var leaving = members.ToArray();
        new Random(1).Shuffle(leaving);
        leaving = leaving[left..];

        test.Store.Remove(leaving);

        AssertMembers(1, test.Store.Find(Key), [.. members.Except(leaving)]);
        AssertMembers(1, before, members);
        Assert.Equal(left, test.Store.CountOf(Key));
    }

    /// <summary>The version that a reader has is shared until the next change, and counting makes none.</summary>
    [Fact]
    public void A_version_is_made_for_its_first_reader()
    {
        var test = new TestStore();
        var entries = Enumerable.Range(1, 100).Select(i => test.Add(Key, (ulong)i, i)).ToList();

        var first = test.Store.Find(Key);
        Assert.Same(first, test.Store.Find(Key));
        test.Store.Remove(entries[50]);
        var second = test.Store.Find(Key);
        Assert.Same(second, test.Store.Find(Key));
        test.Add(Key, 101, 101);
        var third = test.Store.Find(Key);

        Assert.Equal((100, 99, 100), (first!.Count, second!.Count, third!.Count));
        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());

        Assert.Equal(100, test.Store.CountOf(Key));
        test.Add(Key, 102, 102);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var count = test.Store.CountOf(Key);
        Assert.Equal((101, allocated), (count, GC.GetAllocatedBytesForCurrentThread()));
    }

    [Fact]
    public void An_index_gives_each_member_of_its_version_once()
    {
        foreach (var size in (int[])[1, 2, 8, 16, 17, 256, 257, 1_000])
        {
            var test = new TestStore();
            var entries = Enumerable.Range(1, size + 3).Select(i => test.Add(Key, (ulong)i, i)).ToList();
            entries.Take(3).ToList().ForEach(test.Store.Remove);
            var cell = test.Store.Find(Key)!;
            test.Add(Key, 9_999, 0);

            Assert.Equal(entries.Skip(3).Select(entry => entry.Value).Order(), Enumerable.Range(0, cell.Count).Select(i => cell.At(i).Value).Order());
            Assert.Equal(new Members<int>(cell).Select(member => member.Pid).ToHashSet(), entries.Skip(3).Select(entry => entry.Pid).ToHashSet());
        }
    }

    /// <summary>The order of indexes is that of an enumeration; few are read, so that no array is made, of versions that are old by then.</summary>
    [Theory]
    [InlineData(Leaving.Random)]
    [InlineData(Leaving.Newest)]
    [InlineData(Leaving.Oldest)]
    public void Any_one_by_its_index_in_every_version(Leaving leaving)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var test = new TestStore();
            var members = new List<Stored>();
            while (members.Count < 2_000)
            {
                Step(test, members, isJoin: true, leaving, random);
            }

            var versions = new List<(Cell<string, int> Cell, List<Stored> Members)>();
            for (var i = 0; i < 4_000; i++)
            {
                Step(test, members, isJoin: random.Next(2) == 0, leaving, random);
                if (random.Next(20) == 0)
                {
                    var cell = test.Store.Find(Key)!;
                    versions.Add((cell, TestStore.EntriesOf(cell)));
                    AssertAnyOne(seed, versions[^1], random);
                }
            }

            versions.ForEach(version => AssertAnyOne(seed, version, random));
        }
    }

    private static void AssertAnyOne(int seed, (Cell<string, int> Cell, List<Stored> Members) version, Random random)
    {
        for (var i = 0; i < 12; i++)
        {
            var index = i == 0 ? 0 : i == 1 ? version.Members.Count - 1 : random.Next(version.Members.Count);
            var expected = version.Members[index];
            var member = version.Cell.At(index);
            Assert.True(member.Pid == expected.Pid && member.Value == expected.Value, $"Seed {seed}: {member} at {index} instead of {expected.Pid} {expected.Value}.");
        }
    }

    private static void Step(TestStore test, List<Stored> members, bool isJoin, Leaving leaving, Random random)
    {
        if (random.Next(6) == 0 && members.Count > 0)
        {
            Replace(test, members, random);
        }
        else if (isJoin)
        {
            members.Add(test.Add(Key, (ulong)random.Next(1, 50), random.Next()));
        }
        else
        {
            var index = leaving switch
            {
                Leaving.Newest => members.Count - 1,
                Leaving.Oldest => 0,
                _ => random.Next(members.Count),
            };
            test.Store.Remove(members[index]);
            members.RemoveAt(index);
        }
    }

    /// <summary>One member, several, or nearly all at once.</summary>
    private static void Replace(TestStore test, List<Stored> members, Random random)
    {
        var most = random.Next(20) == 0 ? members.Count : Math.Min(members.Count, 5);
        var indexes = Enumerable.Range(0, members.Count).ToArray();
        random.Shuffle(indexes);
        var chosen = indexes[..random.Next(1, most + 1)];
        Stored[] old = [.. chosen.Select(i => members[i])];
        Stored[] now = [.. old.Select(entry => entry.With(random.Next()))];
        test.Store.Replace(old, now);
        for (var i = 0; i < chosen.Length; i++)
        {
            members[chosen[i]] = now[i];
        }
    }

    private static void AssertCount(int seed, TestStore test, List<Stored> members)
    {
        var count = test.Store.Find(Key)?.Count ?? 0;
        Assert.True(
            count == members.Count && test.Store.Count == count && test.Store.Own.Count == count && test.Store.KeyCount == Math.Min(count, 1),
            $"Seed {seed}: {count} members instead of {members.Count}; the store says {test.Store.Count} in {test.Store.KeyCount} keys.");
    }

    private static void AssertMembers(int seed, Cell<string, int>? cell, IReadOnlyCollection<Stored> members)
    {
        var shown = TestStore.EntriesOf(cell);
        Assert.True(shown.Count == members.Count && (cell?.Count ?? 0) == members.Count, $"Seed {seed}: {shown.Count} members are shown instead of {members.Count}.");
        Assert.True(shown.ToHashSet().SetEquals(members), $"Seed {seed}: other members are shown than the {members.Count} that there were.");
        var read = new Members<int>(cell).Select(member => (member.Pid, member.Value)).ToHashSet();
        Assert.True(read.SetEquals(members.Select(entry => (entry.Pid, entry.Value))), $"Seed {seed}: other members are read than the {members.Count} that there were.");
    }
}
