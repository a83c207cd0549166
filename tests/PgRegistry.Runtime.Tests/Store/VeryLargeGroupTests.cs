using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

using Stored = StoredEntry<string, int>;

/// <summary>Groups so large that their directory of chunks has several pages, of 16,384 members each.</summary>
public sealed class VeryLargeGroupTests
{
    private const string Key = "key";
    private const int PageMembers = 16_384;

    /// <summary>The pages of versions that were read stay what they were, while the group shrinks, grows back into them, and shrinks again.</summary>
    [Fact]
    public void Every_version_shows_exactly_its_members()
    {
        for (var seed = 1; seed <= 2; seed++)
        {
            var random = new Random(seed);
            var test = new TestStore();
            var members = new List<Stored>();
            var versions = new List<(Cell<string, int> Cell, Stored[] Members)>();
            foreach (var size in (int[])[(3 * PageMembers) + 1, PageMembers / 2, (2 * PageMembers) + 300, PageMembers / 2, 100])
            {
                for (var isGrowing = members.Count < size; members.Count < size == isGrowing;)
                {
                    Step(test, members, isJoin: isGrowing == (random.Next(8) > 0), random);
                    if (random.Next(1_500) == 0)
                    {
                        versions.Add((test.Store.Find(Key)!, [.. members]));
                    }
                }

                versions.Add((test.Store.Find(Key)!, [.. members]));
            }

            Assert.All(versions, version => AssertMembers(seed, version.Cell, version.Members));
            Assert.True(versions.Count > 30, $"Seed {seed}");
        }
    }

    [Fact]
    public void To_leave_and_to_join_allocates_the_same_in_a_group_of_any_size()
    {
        var small = BytesOfLeaveAndJoin(PageMembers / 2);
        var large = BytesOfLeaveAndJoin(16 * PageMembers);

        Assert.InRange(large, small * 0.8, small * 1.25);
    }

    /// <summary>Of any member; as often as it takes to have every chunk written anew several times, after it was once.</summary>
    private static double BytesOfLeaveAndJoin(int size)
    {
        var random = new Random(1);
        var test = new TestStore();
        var members = new List<Stored>(Enumerable.Range(0, size).Select(i => test.Add(Key, (ulong)i, i)));

        LeaveAndJoin(size);
        var before = GC.GetAllocatedBytesForCurrentThread();
        LeaveAndJoin(2 * size);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (2.0 * size);

        void LeaveAndJoin(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var index = random.Next(size);
                test.Store.Remove(members[index]);
                members[index] = test.Add(Key, (ulong)index, index);
            }
        }
    }

    /// <summary>One joins or leaves; now and then several at once, or some get other values.</summary>
    private static void Step(TestStore test, List<Stored> members, bool isJoin, Random random)
    {
        var count = random.Next(100) == 0 ? 50 : 1;
        if (isJoin || members.Count < 100)
        {
            Stored[] joining = [.. Enumerable.Range(0, count).Select(_ => test.Make(Key, (ulong)random.Next(1, 50), random.Next()))];
            test.Store.Add(joining);
            members.AddRange(joining);
            return;
        }

        var leaving = Enumerable.Range(0, count).Select(_ => Take(members, random)).ToArray();
        test.Store.Remove(leaving);
        if (random.Next(20) == 0)
        {
            var old = Take(members, random);
            var now = old.With(random.Next());
            test.Store.Replace([old], [now]);
            members.Add(now);
        }
    }

    private static Stored Take(List<Stored> members, Random random)
    {
        var index = random.Next(members.Count);
        var taken = members[index];
        members[index] = members[^1];
        members.RemoveAt(members.Count - 1);
        return taken;
    }

    private static void AssertMembers(int seed, Cell<string, int> cell, Stored[] members)
    {
        var shown = TestStore.EntriesOf(cell);
        Assert.True(shown.Count == members.Length && cell.Count == members.Length, $"Seed {seed}: {shown.Count} members are shown instead of {members.Length}.");
        Assert.True(shown.ToHashSet().SetEquals(members), $"Seed {seed}: other members are shown than the {members.Length} that there were.");
        for (var index = 0; index < members.Length; index += 997)
        {
            var (member, entry) = (cell.At(index), shown[index]);
            Assert.True(member.Pid == entry.Pid && member.Value == entry.Value, $"Seed {seed}: {member} at {index}, where the enumeration has {entry.Pid} {entry.Value}.");
        }
    }
}
