using System.Collections.Concurrent;
using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

using Stored = StoredEntry<string, int>;

/// <summary>
/// Readers beside a writer: each snapshot that they take is a state that the key had at one moment, and stays it. A failure prints its seed.
/// </summary>
public sealed class GroupStressTests
{
    private const string Key = "key";
    private const ulong Replaced = 1;

    [Theory]
    [InlineData(3, 3, 40_000)]
    [InlineData(12, 3, 40_000)]
    [InlineData(20, 10, 40_000)]
    [InlineData(300, 12, 30_000)]
    [InlineData(3_000, 100, 30_000)]
    public async Task A_snapshot_is_a_state_that_there_was(int size, int ofOneProcess, int operations)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            await RunAsync(seed, size, ofOneProcess, writer => writer.Run(operations, size));
        }
    }

    /// <summary>Over all sizes of the directory of its chunks, which is one page up to 16,384 members.</summary>
    [Fact]
    public Task A_snapshot_is_a_state_that_there_was_while_the_group_grows_and_shrinks() => RunAsync(seed: 1, size: 200, ofOneProcess: 100, writer =>
    {
        writer.Run(45_000, size: 20_000, oneLeavesOf: 8);
        writer.Run(30_000, size: 200);
    });

    private static async Task RunAsync(int seed, int size, int ofOneProcess, Action<Writer> write)
    {
        var test = new TestStore();
        var states = new ConcurrentDictionary<(int Count, ulong Fingerprint), bool>();
        var writer = new Writer(test, states, ofOneProcess, new Random(seed));
        writer.Fill(size);
        var kept = new ConcurrentQueue<(Cell<string, int> Cell, ulong Fingerprint)>();
        await Beside.RunAsync(
            2, seed,
            () => write(writer),
            reader =>
            {
                var cell = test.Store.Find(Key)!;
                AssertAnyOne(seed, cell, reader);
                var fingerprint = Look(seed, cell, states, ofOneProcess);
                if (reader.Next(50) == 0)
                {
                    kept.Enqueue((cell, fingerprint));
                }

                if (kept.Count > 100 && kept.TryDequeue(out var old))
                {
                    Assert.True(old.Fingerprint == Look(seed, old.Cell, states, ofOneProcess), $"Seed {seed}: a snapshot has changed.");
                }
            });
        Assert.All(kept, old => Assert.True(old.Fingerprint == Look(seed, old.Cell, states, ofOneProcess), $"Seed {seed}: a snapshot has changed."));
    }

    /// <summary>Before the others are looked at: an index has the order of the enumeration, whatever the writer does meanwhile.</summary>
    private static void AssertAnyOne(int seed, Cell<string, int> cell, Random random)
    {
        var index = random.Next(cell.Count);
        var member = cell.At(index);
        var cursor = 0;
        for (var i = 0; i < index; i++)
        {
            cell.NextEntry(ref cursor);
        }

        var entry = cell.NextEntry(ref cursor)!;
        Assert.True(member.Pid == entry.Pid && member.Value == entry.Value, $"Seed {seed}: {member} at {index}, where the enumeration has {entry.Pid} {entry.Value}.");
    }

    /// <summary>Reads all members; the values of the process that is updated as a whole must be the same.</summary>
    private static ulong Look(int seed, Cell<string, int> cell, ConcurrentDictionary<(int, ulong), bool> states, int ofOneProcess)
    {
        var sum = 0UL;
        var count = 0;
        var together = 0;
        int? value = null;
        var cursor = 0;
        while (cell.NextEntry(ref cursor) is { } entry)
        {
            sum += TestStore.Fingerprint(entry);
            count++;
            if (entry.Serial == Replaced)
            {
                value ??= entry.Value;
                together++;
                Assert.True(value == entry.Value, $"Seed {seed}: a reader saw the values {value} and {entry.Value}, old and new, of one process.");
            }
        }

        Assert.True(together == ofOneProcess, $"Seed {seed}: a reader saw {together} of {ofOneProcess} entries of one process.");
        Assert.True(count == cell.Count, $"Seed {seed}: {count} members where Count says {cell.Count}.");
        Assert.True(states.ContainsKey((count, sum)), $"Seed {seed}: a reader saw {count} members that never were there together.");
        return sum;
    }

    /// <summary>Members come, go and change, and one process sets all its entries at once; every state is noted before it is published.</summary>
    private sealed class Writer(TestStore test, ConcurrentDictionary<(int Count, ulong Fingerprint), bool> states, int ofOneProcess, Random random)
    {
        private readonly List<Stored> _others = [];
        private Stored[] _together = [];
        private ulong _fingerprint;
        private int _step;

        public void Fill(int size)
        {
            var together = new List<Stored>();
            while (together.Count < ofOneProcess)
            {
                together.Add(Join(Replaced));
            }

            _together = [.. together];
            while (_others.Count + _together.Length < size)
            {
                _others.Add(Join(2));
            }
        }

        /// <param name="operations">How many.</param>
        /// <param name="size">How large the group may become, about.</param>
        /// <param name="oneLeavesOf">As long as it is not, one leaves for so many that come and go.</param>
        public void Run(int operations, int size, int oneLeavesOf = 2)
        {
            for (_step = 1; _step <= operations; _step++)
            {
                var what = random.Next(10);
                if (what == 0)
                {
                    _together = Replace(_together);
                }
                else if (what == 1 && _others.Count > 0)
                {
                    var index = random.Next(_others.Count);
                    _others[index] = Replace([_others[index]])[0];
                }
                else if (_others.Count == 0 || (_others.Count + _together.Length < size + 5 && random.Next(oneLeavesOf) > 0))
                {
                    _others.Add(Join((ulong)random.Next(2, 9)));
                }
                else
                {
                    Leave(random.Next(_others.Count));
                }
            }
        }

        private Stored Join(ulong serial)
        {
            var entry = test.Make(Key, serial, serial == Replaced ? 0 : _step);
            Note(_fingerprint + TestStore.Fingerprint(entry), 1);
            test.Store.Add(entry);
            return entry;
        }

        private void Leave(int index)
        {
            var entry = _others[index];
            Note(_fingerprint - TestStore.Fingerprint(entry), -1);
            test.Store.Remove(entry);
            _others.RemoveAt(index);
        }

        private Stored[] Replace(Stored[] old)
        {
            Stored[] now = [.. old.Select(entry => entry.With(_step))];
            var fingerprint = _fingerprint;
            for (var i = 0; i < old.Length; i++)
            {
                fingerprint += TestStore.Fingerprint(now[i]) - TestStore.Fingerprint(old[i]);
            }

            Note(fingerprint, 0);
            test.Store.Replace(old, now);
            return now;
        }

        private void Note(ulong fingerprint, int change)
        {
            _fingerprint = fingerprint;
            states[(test.Store.Count + change, fingerprint)] = true;
        }
    }
}
