namespace PgRegistry.Tests.Model;

/// <summary>Values change. An equal value changes nothing, so nobody is told.</summary>
internal static class UpdateOperations
{
    public static IEnumerable<OperationKind> Kinds =>
    [
        new("update", 6, (world, operation) => OfProcess(world, operation, isFunction: false)),
        new("update by function", 5, (world, operation) => OfProcess(world, operation, isFunction: true)),
        new("update registration", 4, (world, operation) => OfRegistration(world, operation, isFunction: false)),
        new("update registration by function", 3, (world, operation) => OfRegistration(world, operation, isFunction: true)),
    ];

    /// <summary>All entries of the process under the key.</summary>
    private static string? OfProcess(World world, Operation operation, bool isFunction)
    {
        if (world.Nodes.FindAll(node => node.Scope is not null && node.Processes.Count > 0).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var process = node.Processes.Pick(operation.Item)!;
        var function = Function(operation, isFunction);
        var what = $"{node.Name} updates #{process.Pid.Serial} under {operation.Key} {Name(operation, isFunction)}";
        var isThere = Apply(node, entry => entry.Pid == process.Pid && entry.Key == operation.Key, function);
        Differences.CheckOne($"{what}", isThere, isFunction
            ? node.Scope!.Update(process, operation.Key, function)
            : node.Scope!.Update(process, operation.Key, operation.Value));
        return what;
    }

    /// <summary>Exactly this entry.</summary>
    private static string? OfRegistration(World world, Operation operation, bool isFunction)
    {
        if (world.Nodes.FindAll(node => node.Registrations.Count > 0).Pick(operation.Node) is not { } node)
        {
            return null;
        }

        var registration = node.Registrations.Pick(operation.Item)!;
        var function = Function(operation, isFunction);
        var what = $"{node.Name} updates the registration of entry {registration.Id.Tag} {Name(operation, isFunction)}";
        var isThere = Apply(node, entry => entry.Id == registration.Id, function);
        Differences.CheckOne($"{what}", isThere, isFunction ? registration.Update(function) : registration.Update(operation.Value));
        return what;
    }

    /// <summary>The value itself, or a step from the present one that leaves some as they are.</summary>
    private static Func<int, int> Function(Operation operation, bool isFunction) =>
        isFunction ? value => Math.Max(value, operation.Value) : _ => operation.Value;

    private static string Name(Operation operation, bool isFunction) => isFunction ? $"to at least {operation.Value}" : $"to {operation.Value}";

    private static bool Apply(WorldNode node, Predicate<Held> which, Func<int, int> function)
    {
        var isThere = false;
        for (var i = 0; i < node.Model.Entries.Count; i++)
        {
            var entry = node.Model.Entries[i];
            if (which(entry))
            {
                isThere = true;
                node.Model.Entries[i] = entry with { Value = function(entry.Value) };
            }
        }

        return isThere;
    }
}
