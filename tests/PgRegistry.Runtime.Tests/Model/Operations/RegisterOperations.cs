namespace PgRegistry.Tests.Model;

/// <summary>Entries join.</summary>
internal static class RegisterOperations
{
    /// <summary>More than one array of a group holds.</summary>
    private const int Crowd = 20;

    public static IEnumerable<OperationKind> Kinds =>
    [
        new("register", 16, Register),
        new("register own", 6, RegisterOwn),
        new("register crowd", 1, RegisterCrowd),
        new("try register", 5, TryRegister),
        new("try register own", 2, TryRegisterOwn),
    ];

    private static string? Register(World world, Operation operation)
    {
        if (NodeWithProcess(world, operation) is not { } node)
        {
            return null;
        }

        var process = node.Processes.Pick(operation.Item)!;
        return Joined(world, node, operation, process, () => node.Scope!.Register(process, operation.Key, operation.Value));
    }

    private static string? RegisterOwn(World world, Operation operation) =>
        world.Nodes.FindAll(node => node.Scope is not null).Pick(operation.Node) is { } node
            ? Joined(world, node, operation, null, () => node.Scope!.Register(operation.Key, operation.Value))
            : null;

    private static string? RegisterCrowd(World world, Operation operation)
    {
        if (world.IsUnique)
        {
            return Register(world, operation);
        }

        if (NodeWithProcess(world, operation) is not { } node)
        {
            return null;
        }

        var process = node.Processes.Pick(operation.Item)!;
        for (var i = 0; i < Crowd; i++)
        {
            Joined(world, node, operation, process, () => node.Scope!.Register(process, operation.Key, operation.Value));
        }

        return $"{node.Name} registers #{process.Pid.Serial} under {operation.Key} with {operation.Value}, {Crowd} times";
    }

    private static string? TryRegister(World world, Operation operation)
    {
        if (!world.IsUnique)
        {
            return Register(world, operation);
        }

        if (NodeWithProcess(world, operation) is not { } node)
        {
            return null;
        }

        var process = node.Processes.Pick(operation.Item)!;
        return Joined(world, node, operation, process, () => Tried(node, operation, process));
    }

    private static string? TryRegisterOwn(World world, Operation operation)
    {
        if (!world.IsUnique)
        {
            return RegisterOwn(world, operation);
        }

        return world.Nodes.FindAll(node => node.Scope is not null).Pick(operation.Node) is { } node
            ? Joined(world, node, operation, null, () => Tried(node, operation, null))
            : null;
    }

    private static WorldNode? NodeWithProcess(World world, Operation operation) =>
        world.Nodes.FindAll(node => node.Scope is not null && node.Processes.Count > 0).Pick(operation.Node);

    private static IModelledRegistration Tried(WorldNode node, Operation operation, LocalProcess? process) =>
        node.Scope!.TryRegister(process, operation.Key, operation.Value, out var holder) ?? throw new AlreadyRegisteredException("tried", operation.Key, holder);

    /// <summary>An ended process is refused, and so is a unique key that the node has given away; otherwise there is an entry more.</summary>
    private static string Joined(World world, WorldNode node, Operation operation, LocalProcess? process, Func<IModelledRegistration> register)
    {
        var what = $"{node.Name} registers {(process is null ? "a process of its own" : $"#{process.Pid.Serial}")} under {operation.Key} with {operation.Value}";
        if (process is not null && !node.IsAlive(process))
        {
            Refused<ObjectDisposedException>(what, register);
            return $"{what}: has ended";
        }

        var holder = node.Model.Entries.FindIndex(entry => entry.Key == operation.Key);
        if (world.IsUnique && holder >= 0)
        {
            var pid = Refused<AlreadyRegisteredException>(what, register).Holder;
            Differences.CheckOne($"{what}: the holder", node.Model.Entries[holder].Pid, pid);
            return $"{what}: held";
        }

        var registration = register();
        if (registration.OwnProcess is { } own)
        {
            node.Processes.Add(own);
            node.Model.Processes.Add(own.Pid);
        }

        node.Registrations.Add(registration);
        node.Model.Entries.Add(new Held(registration.Id, registration.OwnProcess?.Pid ?? process!.Pid, operation.Key, operation.Value));
        return $"{what}: entry {registration.Id.Tag} of #{registration.Pid.Serial}";
    }

    private static TException Refused<TException>(string what, Func<IModelledRegistration> register)
        where TException : Exception
    {
        try
        {
            var registration = register();
            throw new ModelDifferenceException($"{what}: expected {typeof(TException).Name}, found entry {registration.Id.Tag}");
        }
        catch (TException refused)
        {
            return refused;
        }
    }
}
