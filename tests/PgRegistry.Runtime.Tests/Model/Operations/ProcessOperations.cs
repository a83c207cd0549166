namespace PgRegistry.Tests.Model;

/// <summary>Processes begin and end.</summary>
internal static class ProcessOperations
{
    public static IEnumerable<OperationKind> Kinds =>
    [
        new("spawn", 6, Spawn),
        new("exit", 5, Exit),
    ];

    /// <summary>The model of a process that ends: nothing of it is left.</summary>
    public static void End(WorldNode node, World world, Pid pid)
    {
        node.Model.Processes.Remove(pid);
        world.Model.Remove(node.Model, entry => entry.Pid == pid, LeaveReason.Exited);
    }

    private static string? Spawn(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Node is not null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var process = node.Node!.Spawn();
        node.Processes.Add(process);
        node.Model.Processes.Add(process.Pid);
        return $"{node.Name} spawns #{process.Pid.Serial}";
    }

    private static string? Exit(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Processes.Count > 0).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var process = node.Processes.Pick(operation.Item)!;
        process.Dispose();
        End(node, world, process.Pid);
        return $"{node.Name} ends #{process.Pid.Serial}";
    }
}
