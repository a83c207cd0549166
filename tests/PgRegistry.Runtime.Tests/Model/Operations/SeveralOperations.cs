namespace PgRegistry.Tests.Model;

/// <summary>Calls that make or take several entries.</summary>
internal static class SeveralOperations
{
    public static IEnumerable<OperationKind> Kinds =>
    [
        new("register several", 4, Register),
        new("unregister several", 3, Unregister),
        new("unregister all", 2, UnregisterAll),
        new("unregister match", 4, UnregisterMatch),
    ];

    /// <summary>An entry for each, or none when one of them has ended; a unique key has one holder.</summary>
    private static string? Register(World world, Operation operation)
    {
        if (NodeWithProcess(world, operation) is not { } node)
        {
            return null;
        }

        var processes = Several(node, operation);
        var what = $"{node.Name} registers {Names(processes)} under {operation.Key} with {operation.Value}";
        if (world.IsUnique)
        {
            Differences.CheckOne($"{what}: is refused", true, Record.Exception(() => node.Scope!.Register(processes, operation.Key, operation.Value)) is InvalidOperationException and not ObjectDisposedException);
            return $"{what}: is refused";
        }

        try
        {
            var registrations = node.Scope!.Register(processes, operation.Key, operation.Value);
            Differences.CheckOne($"{what}: all are alive", true, processes.All(node.IsAlive));
            node.Registrations.AddRange(registrations);
            node.Model.Entries.AddRange(registrations.Select((registration, index) => new Held(registration.Id, processes[index].Pid, operation.Key, operation.Value)));
            return what;
        }
        catch (ObjectDisposedException)
        {
            Differences.CheckOne($"{what}: all are alive", false, processes.All(node.IsAlive));
            return $"{what}: one has ended";
        }
    }

    /// <summary>The most recent entry of each under the key; of one that is named twice, two.</summary>
    private static string? Unregister(World world, Operation operation)
    {
        if (NodeWithProcess(world, operation) is not { } node)
        {
            return null;
        }

        var processes = Several(node, operation);
        var leaving = new List<Held>();
        foreach (var process in processes)
        {
            var newest = node.Model.Entries.FindLastIndex(entry => entry.Pid == process.Pid && entry.Key == operation.Key && !leaving.Contains(entry));
            if (newest >= 0)
            {
                leaving.Add(node.Model.Entries[newest]);
            }
        }

        return Gone(world, node, $"{node.Name} unregisters {Names(processes)} from {operation.Key}", leaving, node.Scope!.Unregister(processes, operation.Key));
    }

    private static string? UnregisterAll(World world, Operation operation)
    {
        if (world.Nodes.FindAll(node => node.Scope is not null).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var leaving = node.Model.Entries.FindAll(entry => entry.Key == operation.Key);
        return Gone(world, node, $"{node.Name} unregisters all from {operation.Key}", leaving, node.Scope!.UnregisterAll(operation.Key));
    }

    private static string? UnregisterMatch(World world, Operation operation)
    {
        if (NodeWithProcess(world, operation) is not { } node)
        {
            return null;
        }

        var process = node.Processes.Pick(operation.Item)!;
        var leaving = node.Model.Entries.FindAll(entry => entry.Pid == process.Pid && entry.Key == operation.Key && entry.Value >= operation.Value);
        return Gone(
            world, node, $"{node.Name} unregisters #{process.Pid.Serial} from {operation.Key} where it has {operation.Value} or more",
            leaving, node.Scope!.UnregisterMatch(process, operation.Key, value => value >= operation.Value));
    }

    private static string Gone(World world, WorldNode node, string what, List<Held> leaving, int count)
    {
        Differences.CheckOne($"{what}", leaving.Count, count);
        world.Model.Remove(node.Model, leaving.Contains, LeaveReason.Unregistered);
        return $"{what}: {count}";
    }

    private static WorldNode? NodeWithProcess(World world, Operation operation) =>
        world.Nodes.FindAll(node => node.Scope is not null && node.Processes.Count > 0).Pick(operation.Node);

    /// <summary>One to four, perhaps some of them twice.</summary>
    private static LocalProcess[] Several(WorldNode node, Operation operation) =>
        [.. Enumerable.Range(0, 1 + (operation.Value % 4)).Select(i => node.Processes.Pick(operation.Item + (i * operation.Key))!)];

    private static string Names(LocalProcess[] processes) => string.Join(", ", processes.Select(process => $"#{process.Pid.Serial}"));
}
