namespace PgRegistry.Tests.Model;

/// <summary>Links are cut, restored and replaced, or stand still.</summary>
internal static class LinkOperations
{
    public static IEnumerable<OperationKind> Kinds =>
    [
        new("cut", 2, Cut) { EndsStandstill = true },
        new("restore", 4, Restore) { EndsStandstill = true },
        new("stand still", 3, StandStill) { EndsStandstill = true },
        new("replace", 2, Replace) { EndsStandstill = true },
    ];

    private static string? Cut(World world, Operation operation)
    {
        if (Pair(world, operation) is not var (one, other) || world.Model.IsCut(one, other))
        {
            return null;
        }

        world.Network.Cut(one.Name, other.Name);
        world.Model.Cut(one, other);
        return $"the link of {one.Name} and {other.Name} is cut";
    }

    private static string? Restore(World world, Operation operation)
    {
        if (world.Model.Cuts.Count == 0)
        {
            return null;
        }

        var (one, other) = world.Model.Cuts[operation.Item % world.Model.Cuts.Count];
        world.Network.Restore(one.Name, other.Name);
        world.Model.Restore(one, other);
        return $"the link of {one.Name} and {other.Name} is restored";
    }

    /// <summary>Nothing arrives on the link, until an operation that needs it lets it go on or replaces it.</summary>
    private static string? StandStill(World world, Operation operation)
    {
        if (LinkedPair(world, operation) is not var (one, other))
        {
            return null;
        }

        world.Network.Pause(one.Name, other.Name);
        world.Model.Standstill = new Standstill(one, other);
        return $"the link of {one.Name} and {other.Name} stands still";
    }

    /// <summary>What is held stays, and nobody is told anything.</summary>
    private static string? Replace(World world, Operation operation)
    {
        if (LinkedPair(world, operation) is not var (one, other))
        {
            return null;
        }

        world.Network.Replace(one.Name, other.Name);
        return $"the link of {one.Name} and {other.Name} is replaced";
    }

    private static (ModelNode One, ModelNode Other)? LinkedPair(World world, Operation operation) =>
        Pair(world, operation) is var (one, other) && world.Model.LinkedTo(one).Contains(other) ? (one, other) : null;

    private static (ModelNode One, ModelNode Other)? Pair(World world, Operation operation)
    {
        var nodes = world.Model.Nodes;
        if (nodes.Count < 2)
        {
            return null;
        }

        var one = operation.Node % nodes.Count;
        return (nodes[one], nodes[(one + 1 + (operation.Item % (nodes.Count - 1))) % nodes.Count]);
    }
}
