namespace PgRegistry.Tests.Concurrency;

/// <summary>
/// Readers see only states that existed, whatever a key's members are stored as: nobody, one, an array, a large group, and from each to the
/// next and back. What one call did to a key they see as a whole or not at all.
/// </summary>
public sealed class ReadingStressTests
{
    private static readonly Stamped.Key Key = new(1);

    [Theory]
    [InlineData(1, 20_000)]
    [InlineData(4, 15_000)]
    [InlineData(20, 10_000)]
    [InlineData(500, 2_000)]
    public Task Several_writers_of_one_node(int size, int operations) => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes: 1);
        await RunAsync(seed, pair, [0, 0], size, operations);
    });

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(4, 6_000)]
    [InlineData(20, 4_000)]
    [InlineData(500, 1_000)]
    public Task A_writer_on_each_of_two_nodes(int size, int operations) => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes: 2);
        await RunAsync(seed, pair, [0, 1], size, operations);
    });

    private static async Task RunAsync(int seed, StressPair pair, int[] nodesOfWriters, int size, int operations)
    {
        var isAlone = nodesOfWriters.Distinct().Count() == nodesOfWriters.Length;
        RegistryNode[] nodes = [.. nodesOfWriters.Select(at => pair.Nodes[at])];
        StressWriter[] writers = [.. nodesOfWriters.Select((at, writer) => new StressWriter(pair.Nodes[at], pair.Scopes[at], [Key], writer, isAlone))];
        KeyReader[] readers = [.. Enumerable.Range(0, 2).Select(i => new KeyReader(pair.Scopes[i % pair.Scopes.Count], Key, writers, nodes))];
        await Stress.BesideAsync(
            seed,
            [.. writers.Select(writer => new Action<Random>(random => writer.Run(random, operations, size)))],
            [.. readers.Select(reader => new Action<Random>(reader.Read))]);
        foreach (var scope in pair.Scopes)
        {
            await scope.ReplicatedAsync(Deadline.Token());
        }

        Assert.All(readers, reader => reader.AssertAtEnd());
    }
}
