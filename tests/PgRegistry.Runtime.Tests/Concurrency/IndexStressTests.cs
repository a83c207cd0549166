namespace PgRegistry.Tests.Concurrency;

/// <summary>Counts and indexes agree with what the writers did whenever they rest; scans show what is there throughout, once.</summary>
public sealed class IndexStressTests
{
    private const int Stable = 300;
    private static readonly Stamped.Key[] Keys = [.. Enumerable.Range(0, 60).Select(number => new Stamped.Key(number))];

    [Theory]
    [InlineData(1, 40)]
    [InlineData(1, 400)]
    [InlineData(2, 40)]
    [InlineData(2, 400)]
    public Task Counts_and_indexes_agree_at_rest(int nodes, int size) => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes);

        // Two on each node, so that they meet under the scope's lock and under the keys.
        StressWriter[] writers = [.. Enumerable.Range(0, nodes * 2).Select(writer =>
            new StressWriter(pair.Nodes[writer % nodes], pair.Scopes[writer % nodes], Keys, writer, isAloneOnItsNode: false))];
        for (var round = 0; round < 6; round++)
        {
            await Stress.TogetherAsync(
                (seed * 100) + round,
                writers.Select(writer => new Action<Random>(random => writer.Run(random, 700, size))));
            foreach (var scope in pair.Scopes)
            {
                await scope.ReplicatedAsync(Deadline.Token());
            }

            Assert.All(pair.Scopes, scope => ModelCheck.AssertIs(scope, writers, pair.Nodes, Keys));
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task A_scan_shows_what_is_there_throughout_once(int nodes) => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes);
        var process = pair.Nodes[0].Spawn();
        var entries = new List<EntryId>();
        for (var i = 0; i < Stable; i++)
        {
            // Between them come and go others, and so do slots, pages and sub-tables.
            using var between = pair.Scopes[0].Register(new Stamped.Key(-1), new(-1, i));
            entries.Add(pair.Scopes[0].Register(process, new Stamped.Key(1_000_000 + i), new(-1, i)).Id);
        }

        await pair.MeetAsync();
        Stamped.Key[] keys = [.. Enumerable.Range(0, 5000).Select(number => new Stamped.Key(number))];
        StressWriter[] writers = [.. Enumerable.Range(0, nodes).Select(node => new StressWriter(pair.Nodes[node], pair.Scopes[node], keys, node, isAloneOnItsNode: true))];
        await Stress.BesideAsync(
            seed,
            [.. writers.Select(writer => new Action<Random>(random => writer.Run(random, 4000, 1500)))],
            [.. pair.Scopes.Select(scope => new Action<Random>(_ =>
            {
                var scanned = scope.Entries();
                ModelCheck.AssertSame(entries, scanned.Select(entry => entry.Id).Where(entries.ToHashSet().Contains), $"what stays, in Entries on {scope.Node}");
                Assert.Equal(scanned.Count, scanned.DistinctBy(entry => entry.Id).Count());
                ModelCheck.AssertSame(
                    Enumerable.Range(1_000_000, Stable), scope.Keys().Select(key => key.Number).Where(number => number >= 1_000_000), $"what stays, in Keys on {scope.Node}");
                Assert.Equal(Stable, scope.KeysOf(process.Pid).Count);
            }))]);
    });
}
