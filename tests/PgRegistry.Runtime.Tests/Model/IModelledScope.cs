namespace PgRegistry.Tests.Model;

/// <summary>One scope of one node with numbers for keys and values, so that nothing else here is generic.</summary>
internal interface IModelledScope
{
    int Count { get; }

    IReadOnlyList<ScopePeer> Peers { get; }

    IModelledRegistration Register(LocalProcess process, int key, int value);

    /// <summary>With a process of its own.</summary>
    IModelledRegistration Register(int key, int value);

    /// <summary>Only with unique keys; null when the holder has the key.</summary>
    IModelledRegistration? TryRegister(LocalProcess? process, int key, int value, out Pid holder);

    bool Unregister(LocalProcess process, int key);

    /// <summary>Only with duplicate keys.</summary>
    IReadOnlyList<IModelledRegistration> Register(IReadOnlyList<LocalProcess> processes, int key, int value);

    int Unregister(IReadOnlyList<LocalProcess> processes, int key);

    int UnregisterAll(int key);

    int UnregisterMatch(LocalProcess process, int key, Func<int, bool> value);

    bool Update(LocalProcess process, int key, int value);

    bool Update(LocalProcess process, int key, Func<int, int> update);

    IReadOnlyList<Held> Entries();

    IReadOnlyList<Member<int>> Lookup(int key);

    IReadOnlyList<Member<int>> LookupLocal(int key);

    IReadOnlyList<Member<int>> Match(int key, Func<int, bool> value);

    IReadOnlyList<Held> Select(int from, Pid? process);

    IReadOnlyList<int> Values(Pid pid, int key);

    IReadOnlyList<int> Keys();

    IReadOnlyList<int> KeysOf(Pid pid);

    int CountOf(int key);

    int CountOn(NodeId node);

    /// <summary>Only with unique keys.</summary>
    Pid? WhereIs(int key);

    /// <summary>Of the whole scope, or of one key.</summary>
    IModelledMonitor Monitor(int? key, int capacity);

    Task ReplicatedAsync();

    void Close();
}

internal interface IModelledRegistration
{
    EntryId Id { get; }

    Pid Pid { get; }

    int Key { get; }

    LocalProcess? OwnProcess { get; }

    bool IsRegistered { get; }

    bool Update(int value);

    bool Update(Func<int, int> update);

    void Dispose();
}

internal interface IModelledMonitor
{
    IReadOnlyList<Held> Snapshot { get; }

    /// <summary>What can be read at once.</summary>
    List<Seen> Read();

    /// <summary>Whether a reader that has read everything is told the end; to be asked once.</summary>
    bool HasEnded();

    void Dispose();
}

/// <summary>An entry as it was read, or as the model has it.</summary>
internal readonly record struct Held(EntryId Id, Pid Pid, int Key, int Value)
{
    public override string ToString() => $"{Pid.Node?.Name}#{Pid.Serial} under {Key} with {Value} (entry {Id.Instance}/{Id.Tag})";
}

/// <summary>A change as a monitor told it, or as the model expects it.</summary>
internal sealed record Seen(ChangeKind Kind, Held? Entry = null, int? OldValue = null, LeaveReason? Reason = null, NodeId? Node = null)
{
    /// <summary>What Resynced brings; no part of the comparison.</summary>
    public IReadOnlyList<Held> Snapshot { get; init; } = [];

    public bool Equals(Seen? other) =>
        other is not null && Kind == other.Kind && Entry == other.Entry && OldValue == other.OldValue && Reason == other.Reason && Node == other.Node;

    public override int GetHashCode() => HashCode.Combine(Kind, Entry);

    public override string ToString() => Kind switch
    {
        ChangeKind.Left => $"Left {Entry} {Reason}",
        ChangeKind.Updated => $"Updated {Entry}, was {OldValue}",
        ChangeKind.Synced => $"Synced {Node?.Name}",
        _ => $"{Kind} {Entry}",
    };
}
