namespace PgRegistry.TestKit.Simulation;

/// <summary>One node of a simulation, what it did, and what it may know of the others.</summary>
internal sealed class SimulatedNode<TKey, TValue>(string name)
    where TKey : notnull
{
    public string Name { get; } = name;

    /// <summary>Null while the node is down.</summary>
    public RegistryNode? Node { get; set; }

    /// <summary>Null while the scope is closed there.</summary>
    public Scope<TKey, TValue>? Scope { get; set; }

    public OriginHistory<TKey, TValue>? History { get; set; }

    public List<LocalProcess> Processes { get; } = [];

    public List<Registration<TKey, TValue>> Registrations { get; } = [];

    public List<MonitorReplay<TKey, TValue>> Monitors { get; } = [];

    /// <summary>For each instance of another node the state that was seen last.</summary>
    public Dictionary<(NodeId Node, ulong Instance), int> Seen { get; } = [];

    public void ForgetScope()
    {
        Scope = null;
        History = null;
        Registrations.Clear();
        Monitors.Clear();
        Seen.Clear();
    }

    public void ForgetNode()
    {
        ForgetScope();
        Node = null;
        Processes.Clear();
    }
}
