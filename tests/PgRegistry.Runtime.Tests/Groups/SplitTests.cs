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

    [Fact]
    public async Task Four_sides_heal_in_every_order()
    {
        await using var people = await SplitPeople.StartAsync(1, 4);
        var orders = Orders(GroupCluster.PairsAcross([0], [1], [2], [3])).ToList();
        Assert.Equal(720, orders.Count);
        orders.ForEach(order => people.SplitAndHeal([[0], [1], [2], [3]], order));
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
