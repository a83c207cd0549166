namespace PgRegistry.Replication;

/// <summary>
/// One connection to a node, after the handshake: the seam between the core and a network. Frames arrive in order and whole, or the
/// connection is reported closed.
/// </summary>
internal interface ILinkConnection
{
    /// <summary>Who is at the other end.</summary>
    NodeId Remote { get; }

    /// <summary>True when this node dialled.</summary>
    bool IsOutgoing { get; }

    /// <summary>Where the other end can be dialled; null when it does not listen.</summary>
    string? RemoteAddress { get; }

    /// <summary>There is something to pull. Never blocks, calls nothing of the core back before it returns.</summary>
    void Wake();

    /// <summary>
    /// Ends the connection, after what was pulled has been sent; it is then reported closed. A refusal is told to the other side.
    /// </summary>
    void Close(string reason, bool isRefusal = false);
}
