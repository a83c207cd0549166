namespace PgRegistry.TestKit.Simulation;

/// <summary>How large a simulation is.</summary>
public sealed record SimulationSettings
{
    public int Nodes { get; init; } = 5;

    public int Actions { get; init; } = 150;

    public int Keys { get; init; } = 6;

    /// <summary>Entries of each node at the start: with many, much happens while they are synced.</summary>
    public int InitialEntries { get; init; }

    /// <summary>So small that cursors fall off the ring.</summary>
    public int LogBytes { get; init; } = 240;

    /// <summary>So small that a sync takes many chunks.</summary>
    public int SyncChunkBytes { get; init; } = 40;

    /// <summary>What happens more often than anything else.</summary>
    public SimulationFocus Focus { get; init; }
}

/// <summary>What a simulation has more of.</summary>
public enum SimulationFocus
{
    None,

    /// <summary>Links stand still while both sides go on.</summary>
    Resyncs,

    /// <summary>Links are lost, and things get lost on them.</summary>
    Losses,

    /// <summary>Scopes are closed and opened while links are replaced.</summary>
    Restarts,
}

/// <summary>An invariant did not hold; the message has the seed and what was done.</summary>
public sealed class SimulationFailedException(string message) : Exception(message);
