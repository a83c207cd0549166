namespace PgRegistry.Tests.Model;

/// <summary>Entries leave, one by one.</summary>
internal static class UnregisterOperations
{
    public static IEnumerable<OperationKind> Kinds =>
    [
        new("unregister", 8, Unregister),
        new("dispose registration", 7, DisposeRegistration),
    ];

    /// <summary>The most recent entry of the process under the key.</summary>
    private static string? Unregister(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Scope is not null && node.Processes.Count > 0).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var process = node.Processes.Pick(operation.Item)!;
        var what = $"{node.Name} unregisters #{process.Pid.Serial} from {operation.Key}";
        var newest = node.Model.Entries.FindLastIndex(entry => entry.Pid == process.Pid && entry.Key == operation.Key);
        Differences.CheckOne($"{what}", newest >= 0, node.Scope!.Unregister(process, operation.Key));
        if (newest < 0)
        {
            return $"{what}: is not there";
        }

        var id = node.Model.Entries[newest].Id;
        world.Model.Remove(node.Model, entry => entry.Id == id, LeaveReason.Unregistered);
        return $"{what}: entry {id.Tag}";
    }

    /// <summary>Exactly this entry, and the process that was made for it.</summary>
    private static string? DisposeRegistration(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Registrations.Count > 0).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var registration = node.Registrations.Pick(operation.Item)!;
        registration.Dispose();
        world.Model.Remove(node.Model, entry => entry.Id == registration.Id, LeaveReason.Unregistered);
        if (registration.OwnProcess is { } own)
        {
            ProcessOperations.End(node, world, own.Pid);
        }

        return $"{node.Name} disposes the registration of entry {registration.Id.Tag}{(registration.OwnProcess is null ? "" : " and its process")}";
    }
}
