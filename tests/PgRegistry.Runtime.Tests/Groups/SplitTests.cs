namespace PgRegistry.Tests.Groups;

/// <summary>
/// Clusters that fall apart into three and four sides: each goes on, and in whatever order they meet again, every two that meet agree
/// at once, and all do in the end.
/// </summary>
public sealed class SplitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Three_sides_heal_in_every_order(int seed)
    {
        await using var people = await SplitPeople.StartAsync(seed, 3);
        foreach (var order in Orders(GroupCluster.PairsAcross([0], [1], [2])))
        {
            people.SplitAndHeal([[0], [1], [2]], order);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Four_sides_heal_in_every_order_but_for_which_is_which(int seed)
    {
        // 720 orders, of which 24 at a time are the same with other names: of each 24 one is drawn.
        var namings = Orders([0, 1, 2, 3]).ToList();
        var kinds = Orders(GroupCluster.PairsAcross([0], [1], [2], [3])).GroupBy(order => namings.Min(naming => string.Join(' ', order.Select(pair => Rename(pair, naming))))).ToList();
        Assert.Equal(30, kinds.Count);
        await using var people = await SplitPeople.StartAsync(seed, 4);
        kinds.ForEach(kind => people.SplitAndHeal([[0], [1], [2], [3]], kind.ElementAt(people.Random.Next(24))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Sides_of_several_nodes_heal_in_a_drawn_order(int seed)
    {
        await using var people = await SplitPeople.StartAsync(seed, 5);
        foreach (var sides in new int[][][] { [[0, 1], [2, 3], [4]], [[0], [1, 2, 3], [4]], [[0, 1, 2], [3, 4]], [[0, 4], [1], [2], [3]] })
        {
            var order = GroupCluster.PairsAcross(sides).ToArray();
            people.Random.Shuffle(order);
            people.SplitAndHeal(sides, order);
        }
    }

    private static string Rename((int One, int Other) pair, List<int> naming) =>
        $"{Math.Min(naming[pair.One], naming[pair.Other])}{Math.Max(naming[pair.One], naming[pair.Other])}";

    private static IEnumerable<List<T>> Orders<T>(List<T> items)
    {
        if (items.Count == 0)
        {
            yield return [];
        }

        for (var i = 0; i < items.Count; i++)
        {
            foreach (var rest in Orders<T>([.. items.Where((_, at) => at != i)]))
            {
                yield return [items[i], .. rest];
            }
        }
    }
}
