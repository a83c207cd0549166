namespace PgRegistry.Tests.Model;

/// <summary>Monitors are opened, read and disposed.</summary>
internal static class MonitorOperations
{
    private const int MostOfNode = 4;

    private static readonly int[] s_capacities = [WatchedMonitor.Enough, 1, 2, 3, 5, 8, 13, WatchedMonitor.Enough];

    public static IEnumerable<OperationKind> Kinds =>
    [
        new("monitor", 7, Open),
        new("read monitor", 5, Read),
        new("dispose monitor", 1, Dispose),
    ];

    /// <summary>Even values: of the whole scope; odd ones: of the key. Of three, one is read after each operation.</summary>
    private static string? Open(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Scope is not null && node.Monitors.Count < MostOfNode).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        int? key = operation.Value % 2 == 0 ? null : operation.Key;

        // How many changes a sync makes of what was missed is not foreseen, so nobody is to overflow by it.
        var capacity = world.IsForgetful ? WatchedMonitor.Enough : s_capacities[operation.Item % s_capacities.Length];
        var monitor = new WatchedMonitor(node, world, key, capacity, isEager: operation.Value < 2);
        monitor.Read(world.Model.ViewOf(node.Model)!);
        node.Monitors.Add(monitor);
        return monitor.Name;
    }

    private static string? Read(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Monitors.Exists(monitor => !monitor.IsEager)).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var monitor = node.Monitors.FindAll(monitor => !monitor.IsEager).Pick(operation.Item)!;
        monitor.Read(world.Model.ViewOf(node.Model)!);
        return $"{monitor.Name}: is read";
    }

    private static string? Dispose(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Monitors.Count > 0).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var monitor = node.Monitors.Pick(operation.Item)!;
        monitor.Dispose();
        node.Monitors.Remove(monitor);
        return $"{monitor.Name}: is disposed";
    }
}
