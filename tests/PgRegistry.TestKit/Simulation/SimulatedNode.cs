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

    /// <summary>What is particular to the scope's type.</summary>
    public SimulatedScope<TKey, TValue>? Opened { get; set; }

    /// <summary>The scope of the same name that no other node shares, if that one is open.</summary>
    public SkewedScope? Skewed { get; set; }

    /// <summary>The versions of the protocol that the node speaks.</summary>
    public (int Min, int Max) Versions { get; set; } = (1, 1);

    public bool IsUnderstoodBy(SimulatedNode<TKey, TValue> other) => Math.Max(Versions.Min, other.Versions.Min) <= Math.Min(Versions.Max, other.Versions.Max);

    public List<SimulatedInbox> Inboxes { get; } = [];

    public List<LocalProcess> Processes { get; } = [];

    public List<Registration<TKey, TValue>> Registrations { get; } = [];

    public List<MonitorReplay<TKey, TValue>> Monitors { get; } = [];

    /// <summary>For each instance of another node the state that was seen last.</summary>
    public Dictionary<(NodeId Node, ulong Instance), int> Seen { get; } = [];

    public void ForgetScope()
    {
        Scope = null;
        Opened = null;
        Inboxes.Clear();
        History = null;
        Registrations.Clear();
        Monitors.Clear();
        Seen.Clear();
    }

    public void ForgetNode()
    {
        ForgetScope();
        Node = null;
        Skewed = null;
        Processes.Clear();
    }
}

/// <summary>A process that receives, and the last number it had of each sender.</summary>
internal sealed record SimulatedInbox(LocalProcess Process, Func<(Pid Sender, int Number)?> Next)
{
    public Dictionary<Pid, int> Last { get; } = [];
}
