namespace PgRegistry.Tests.Model;

/// <summary>The scope is closed and opened again on a node, and asked whether all peers have everything.</summary>
internal static class ScopeOperations
{
    public static IEnumerable<OperationKind> Kinds =>
    [
        new("replicated", 2, Replicated) { EndsStandstill = true },
        new("close scope", 2, Close) { EndsStandstill = true },
        new("open scope", 4, Open) { EndsStandstill = true },
    ];

    private static string? Replicated(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Scope is not null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var replicated = node.Scope!.ReplicatedAsync();
        world.Rest();
        Differences.CheckOne($"{node.Name}: ReplicatedAsync() at rest", TaskStatus.RanToCompletion, node.Scope.ReplicatedAsync().Status);

        // Completed as well; its continuation runs on another thread.
        replicated.WaitAsync(Deadline.Length).GetAwaiter().GetResult();
        return $"{node.Name} asks whether everything is replicated";
    }

    private static string? Close(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Scope is not null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var scope = node.Scope!;
        scope.Close();
        node.Monitors.ForEach(monitor => monitor.CheckEnded());
        Differences.CheckOne($"{node.Name}: Count of the closed scope", 0, scope.Count);
        Differences.Check($"{node.Name}: Peers of the closed scope", [], scope.Peers);
        world.Model.Remove(node.Model, _ => true, LeaveReason.ScopeClosed);
        node.ForgetScope();
        return $"{node.Name} closes the scope";
    }

    private static string? Open(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Node is not null && node.Scope is null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        world.Open(node);
        return $"{node.Name} opens the scope";
    }
}
