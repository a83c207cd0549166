namespace PgRegistry.Tests.Model;

/// <summary>Nodes stop, crash and start again under their name; time passes.</summary>
internal static class NodeOperations
{
    public static IEnumerable<OperationKind> Kinds =>
    [
        new("stop node", 1, Stop) { EndsStandstill = true },
        new("crash node", 1, Crash) { EndsStandstill = true },
        new("start node", 3, Start) { EndsStandstill = true },
        new("time passes", 1, TimePasses) { EndsStandstill = true },
    ];

    private static string? Stop(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Node is not null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        node.Node!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        node.Monitors.ForEach(monitor => monitor.CheckSense());
        world.Model.Remove(node.Model, _ => true, LeaveReason.NodeLeft);
        node.ForgetNode();
        return $"{node.Name} stops";
    }

    private static string? Crash(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Node is not null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        world.Network.Crash(node.Name);
        world.Model.Remove(node.Model, _ => true, LeaveReason.NodeDown);
        node.ForgetNode();
        return $"{node.Name} crashes";
    }

    private static string? Start(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Node is null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        world.Start(node);
        if (operation.Value > 0)
        {
            world.Open(node);
        }

        return $"{node.Name} starts{(operation.Value > 0 ? " and opens the scope" : "")}";
    }

    /// <summary>Heartbeats are sent, and what is told only now and then.</summary>
    private static string? TimePasses(World world, Operation operation)
    {
        world.Advance(TimeSpan.FromSeconds(1));
        return "a second passes";
    }
}
