namespace PgRegistry.Tests.Model;

/// <summary>One real node, beside its model.</summary>
internal sealed class WorldNode(ModelNode model)
{
    public ModelNode Model { get; } = model;

    public string Name => Model.Name;

    /// <summary>Null while the node is down.</summary>
    public RegistryNode? Node { get; set; }

    /// <summary>Null while the scope is closed.</summary>
    public IModelledScope? Scope { get; set; }

    /// <summary>The living processes, and the last that ended: what is done with it has to be refused.</summary>
    public List<LocalProcess> Processes { get; } = [];

    /// <summary>The registrations that stand, and the last that does not.</summary>
    public List<IModelledRegistration> Registrations { get; } = [];

    public List<WatchedMonitor> Monitors { get; } = [];

    public bool IsAlive(LocalProcess process) => Model.Processes.Contains(process.Pid);

    public bool IsHeld(IModelledRegistration registration) => Model.Entries.Exists(entry => entry.Id == registration.Id);

    public void ForgetScope()
    {
        Scope = null;
        Model.IsOpen = false;
        Monitors.Clear();
    }

    public void ForgetNode()
    {
        ForgetScope();
        Node = null;
        Model.Id = null;
        Model.Processes.Clear();
        Processes.Clear();
        Registrations.Clear();
    }

    /// <summary>Of what is over only the last one stays.</summary>
    public void Tidy()
    {
        KeepLast(Processes, process => !IsAlive(process));
        KeepLast(Registrations, registration => !IsHeld(registration));
    }

    private static void KeepLast<T>(List<T> items, Predicate<T> isOver)
    {
        while (items.FindIndex(isOver) is var first && first >= 0 && first != items.FindLastIndex(isOver))
        {
            items.RemoveAt(first);
        }
    }
}
