using FsCheck;
using FsCheck.Fluent;

namespace PgRegistry.Tests.Model;

/// <summary>One case: a cluster, and what is done with it. It runs the same way every time.</summary>
/// <param name="Mode">Whether keys are unique.</param>
/// <param name="Nodes">How many nodes there are.</param>
/// <param name="IsWatched">Whether every scope has a monitor from its opening on, which is read after each operation.</param>
/// <param name="IsForgetful">Whether nodes keep so little of their logs that whoever missed something needs a sync.</param>
/// <param name="NetworkSeed">Decides in which order bytes arrive while everything settles.</param>
/// <param name="Operations">What is done.</param>
internal sealed record ModelCase(KeyMode Mode, int Nodes, bool IsWatched, bool IsForgetful, int NetworkSeed, Operation[] Operations)
{
    private const int FewestOperations = 10;
    private const int MostOperations = 80;

    /// <summary>Cases of one mode; a failing one is made shorter, with fewer nodes and smaller numbers.</summary>
    public static Arbitrary<ModelCase> Arbitrary(KeyMode mode)
    {
        var operation = Gen.Frequency(OperationKind.All.Select(kind => (kind.Weight, OperationOf(kind))));
        var operations = Gen.Choose(FewestOperations, MostOperations).SelectMany(count => operation.ArrayOf(count));
        var cases =
            from nodes in Gen.Elements(1, 2, 2, 3, 3, 4)
            from isWatched in Gen.Elements(false, true)
            from isForgetful in Gen.Elements(false, false, true)
            from seed in Gen.Choose(0, 1000)
            from list in operations
            select new ModelCase(mode, nodes, isWatched, isForgetful, seed, list);
        var lists = Arb.Array(Arb.From(operation, Smaller));
        return Arb.From(cases, one => Smaller(one, lists));
    }

    /// <summary>Does it all; what is wrong is the world's <see cref="World.Problem"/> then.</summary>
    public World Run()
    {
        var world = new World(this);
        try
        {
            using (world)
            {
                world.Begin();
                foreach (var operation in Operations)
                {
                    world.Do(operation);
                }

                world.End();
            }
        }
        catch (Exception problem)
        {
            // What the runtime throws where nothing is to be thrown is a difference too.
            world.Problem = problem is ModelDifferenceException ? problem.Message : problem.ToString();
        }

        return world;
    }

    private static Gen<Operation> OperationOf(OperationKind kind) =>
        from node in Gen.Choose(0, Operands.Nodes - 1)
        from item in Gen.Choose(0, Operands.Items - 1)
        from key in Gen.Choose(0, Operands.Keys - 1)
        from value in Gen.Choose(0, Operands.Values - 1)
        select new Operation(kind, node, item, key, value);

    private static IEnumerable<ModelCase> Smaller(ModelCase one, Arbitrary<Operation[]> lists)
    {
        foreach (var operations in lists.Shrinker(one.Operations))
        {
            yield return one with { Operations = operations };
        }

        foreach (var nodes in Smaller(one.Nodes).Where(nodes => nodes > 0))
        {
            yield return one with { Nodes = nodes };
        }

        if (one.IsWatched)
        {
            yield return one with { IsWatched = false };
        }

        if (one.IsForgetful)
        {
            yield return one with { IsForgetful = false };
        }

        foreach (var seed in Smaller(one.NetworkSeed))
        {
            yield return one with { NetworkSeed = seed };
        }
    }

    private static IEnumerable<Operation> Smaller(Operation one) =>
    [
        .. Smaller(one.Node).Select(number => one with { Node = number }),
        .. Smaller(one.Item).Select(number => one with { Item = number }),
        .. Smaller(one.Key).Select(number => one with { Key = number }),
        .. Smaller(one.Value).Select(number => one with { Value = number }),
    ];

    private static IEnumerable<int> Smaller(int number) => number == 0 ? [] : number == 1 ? [0] : [0, number / 2, number - 1];
}
