using PgRegistry.Gate;
using static PgRegistry.Scaling.Cost;

namespace PgRegistry.Scaling;

/// <summary>One key, with more and more members, each a process of its own.</summary>
internal static class Groups
{
    private const int Operations = 10_000;
    private const int Changes = 1000;

    /// <summary>A member leaves and joins at no more than the logarithm of the group's size; and caches.</summary>
    public static readonly Study OfMembers = new("members", Study.UpToAMillion, WarmUpSize: 1000, MeasureAsync,
    [
        new("groups", "One operation in a group of n members", "ns of processor time",
        [
            new Curve("lookup, and how many there are", "ns", 0.45),
            new Curve("reading any one by its index, again", "ns", 0.45),
            new Curve("reading any one by its index, after a change", "ns", 0.45),
            new Curve("the newest member leaves and joins", "ns", 0.45),
            new Curve("any member leaves and joins", "ns", 0.45),
            new Curve("the same in a Dictionary", "ns", 0.45) { IsReference = true },
        ],
        "Reading \"again\", one in 64 members is read before there is an array of all of them: in 10,000 reads up to 100,000 members have one, whose making counts, and a million do not."),
    ]);

    private static async Task<Dictionary<string, double>> MeasureAsync(int size)
    {
        var random = new Random(size);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        var (key, value) = (new Workers.Key("queue", 1), new Workers.Value("primary", 1));
        var members = Enumerable.Range(0, size).Select(_ => node.Spawn()).ToArray();
        var raw = new Dictionary<Pid, RawEntry<Workers.Value>>();
        foreach (var member in members)
        {
            workers.Register(member, key, value);
            raw.Add(member.Pid, new RawEntry<Workers.Value>(member.Pid, value));
        }

        var indexes = Enumerable.Range(0, Operations).Select(_ => random.Next(size)).ToArray();
        Settle();
        var any = OfThread(() =>
        {
            foreach (var i in indexes)
            {
                Check(workers.Unregister(members[i], key));
                workers.Register(members[i], key, value);
            }
        });
        Settle();
        var newest = OfThread(() =>
        {
            var last = members[indexes[^1]];
            for (var i = 0; i < Operations; i++)
            {
                Check(workers.Unregister(last, key));
                workers.Register(last, key, value);
            }
        });
        Settle();
        var count = OfThread(() =>
        {
            for (var i = 0; i < Operations; i++)
            {
                Check(workers.Lookup(key).Count == size);
            }
        });

        // The first such read after a change makes an array of how many members are before each chunk, by which any one is found.
        var first = 0.0;
        for (var i = 0; i < Changes; i++)
        {
            workers.Unregister(members[0], key);
            workers.Register(members[0], key, value);
            first += OfThread(() => Check(workers.Lookup(key)[indexes[i]].Value.Load == 1));
        }

        var lookup = OfThread(() =>
        {
            foreach (var i in indexes)
            {
                Check(workers.Lookup(key)[i].Value.Load == 1);
            }
        });
        var rawAny = OfThread(() =>
        {
            foreach (var i in indexes)
            {
                var pid = members[i].Pid;
                Check(raw.Remove(pid));
                raw.Add(pid, new RawEntry<Workers.Value>(pid, value));
            }
        });
        Check(workers.CountOf(key) == size);
        return new()
        {
            ["lookup, and how many there are"] = count / Operations,
            ["reading any one by its index, after a change"] = first / Changes,
            ["reading any one by its index, again"] = lookup / Operations,
            ["the newest member leaves and joins"] = newest / Operations,
            ["any member leaves and joins"] = any / Operations,
            ["the same in a Dictionary"] = rawAny / Operations,
        };
    }
}
