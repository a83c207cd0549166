namespace PgRegistry.Cluster;

/// <summary>How far a handshake is.</summary>
internal enum HandshakeStatus
{
    /// <summary>More frames are expected.</summary>
    Continue,

    /// <summary>Both sides have agreed.</summary>
    Done,

    /// <summary>One side does not go on, and has said why.</summary>
    Refused,

    /// <summary>Both ends are the same node; no mistake, and nothing to do.</summary>
    Oneself,
}

/// <summary>What a step of a handshake led to. What follows the status is set only where it makes sense.</summary>
internal readonly record struct HandshakeResult(HandshakeStatus Status)
{
    /// <summary>When done: who is at the other end.</summary>
    public NodeId? Remote { get; init; }

    /// <summary>When done: where it says it can be dialled, as in <see cref="HandshakeSettings.Address"/>.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>When done: the version that both sides use from now on.</summary>
    public int Version { get; init; }

    /// <summary>When refused: why, in words that fit both sides; fit for a log.</summary>
    public string? Reason { get; init; }

    /// <summary>When refused: whether the other side did it.</summary>
    public bool IsByRemote { get; init; }
}
