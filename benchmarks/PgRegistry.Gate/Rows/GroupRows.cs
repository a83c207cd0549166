using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Gate.Rows;

/// <summary>
/// One member of a group leaves and joins again: the one that joined last, or any. Each member is a process of its own; the processes
/// live on. The baseline is a small group, or a dictionary of as many entries, from which a random one is removed and added again: the one that all rows are
/// compared with, and for information the fastest there is, which no two threads can use, by pids that lie in an array.
/// </summary>
internal static class GroupRows
{
    private const int Small = 100;
    private const int Large = 100_000;
    private const int Operations = 1024;

    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "group-newest-100k",
            Subject = "the newest member of a group of 100,000 leaves and joins again",
            Unit = "ns",
            BaselineName = $"the same in a group of {Small}",
            Baseline = (effort, random) => GroupAsync(effort, random, Small, Newest),
            Measured = (effort, random) => GroupAsync(effort, random, Large, Newest),
            Target = 1.5,
        };
        yield return Random("group-random-100k", "any member of a group of 100,000 leaves and joins again", "ConcurrentDictionary of 100,000", RawRandom, isInformation: false);
        yield return Random("group-random-100k-plain", "the same against a Dictionary by pid", "Dictionary of 100,000 pids", PlainRandom, isInformation: true);
    }

    private static Row Random(string name, string subject, string baselineName, Func<Effort, Random, int, Task<Sample>> baseline, bool isInformation) => new()
    {
        Name = name,
        Subject = subject,
        Unit = "ns",
        BaselineName = baselineName,
        Baseline = (effort, random) => baseline(effort, random, Large),
        Measured = (effort, random) => GroupAsync(effort, random, Large, Any),
        Target = 5,
        IsInformation = isInformation,
    };

    private static int[] Newest(int size, Random random) => [.. Enumerable.Repeat(size - 1, Operations)];

    private static int[] Any(int size, Random random) => [.. Enumerable.Range(0, 64 * Operations).Select(_ => random.Next(size))];

    private static async Task<Sample> GroupAsync(Effort effort, Random random, int size, Func<int, Random, int[]> who)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        var key = new Workers.Key("queue", 1);
        var value = new Workers.Value("primary", 1);
        var processes = Enumerable.Range(0, size).Select(_ => node.Spawn()).ToArray();
        var registrations = processes.Select(process => workers.Register(process, key, value)).ToArray();
        var leaving = who(size, random);
        var next = 0;
        var sample = Clock.SteadyWithGarbage(
            effort,
            () =>
            {
                var part = leaving.AsSpan(next, Operations);
                next = (next + Operations) % leaving.Length;
                return Batch(workers, key, value, processes, registrations, part);
            },
            Operations,
            expected: (long)size * Operations);
        return workers.CountOf(key) == size ? sample : throw new InvalidOperationException("The group has lost a member.");
    }

    private static Task<Sample> RawRandom(Effort effort, Random random, int size)
    {
        var keys = Data.Keys(size, random);
        var table = new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>();
        Fill.Raw(table, keys);
        var value = new Workers.Value("primary", 1);
        return RawRandom(effort, Any(size, random), (long)size * Operations, part => Batch(table, keys, value, part));
    }

    private static Task<Sample> PlainRandom(Effort effort, Random random, int size)
    {
        var table = new Dictionary<Pid, RawEntry<Workers.Value>>();
        var value = new Workers.Value("primary", 1);
        var pids = Enumerable.Range(1, size).Select(serial => new Pid(Data.Node, (ulong)serial)).ToArray();
        foreach (var pid in pids)
        {
            table.Add(pid, new RawEntry<Workers.Value>(pid, value));
        }

        return RawRandom(effort, Any(size, random), (long)size * Operations, part => Batch(table, pids, value, part));
    }

    private static Task<Sample> RawRandom(Effort effort, int[] leaving, long expected, Func<ArraySegment<int>, long> batch)
    {
        var next = 0;
        return Task.FromResult(Clock.SteadyWithGarbage(
            effort,
            () =>
            {
                var part = new ArraySegment<int>(leaving, next, Operations);
                next = (next + Operations) % leaving.Length;
                return batch(part);
            },
            Operations,
            expected));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Batch(
        Workers workers,
        Workers.Key key,
        Workers.Value value,
        LocalProcess[] processes,
        Registration<Workers.Key, Workers.Value>[] registrations,
        ReadOnlySpan<int> leaving)
    {
        var sum = 0L;
        foreach (var i in leaving)
        {
            registrations[i].Dispose();
            registrations[i] = workers.Register(processes[i], key, value);
            sum += workers.Count;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Batch(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> table, Workers.Key[] keys, Workers.Value value, ReadOnlySpan<int> leaving)
    {
        var sum = 0L;
        foreach (var i in leaving)
        {
            sum += table.TryRemove(keys[i], out _) ? Large - 1 : 0;
            sum += table.TryAdd(keys[i], new RawEntry<Workers.Value>(new Pid(Data.Node, (ulong)i + 1), value)) ? 1 : 0;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Batch(Dictionary<Pid, RawEntry<Workers.Value>> table, Pid[] pids, Workers.Value value, ReadOnlySpan<int> leaving)
    {
        var sum = 0L;
        foreach (var i in leaving)
        {
            table.Remove(pids[i]);
            table.Add(pids[i], new RawEntry<Workers.Value>(pids[i], value));
            sum += table.Count;
        }

        return sum;
    }
}
