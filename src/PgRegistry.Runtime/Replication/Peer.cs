namespace PgRegistry.Replication;

/// <summary>Another node's name, the link to whoever has it now, and connections that may become the next link.</summary>
internal sealed class Peer(string name)
{
    private volatile Link? _current;

    /// <summary>
    /// What concerns this peer happens one after the other, in whole steps: nothing of a new link is taken in before all that the
    /// former one brought is gone. Taken before the node's and the scopes' locks.
    /// </summary>
    public Lock Lane { get; } = new();

    public string Name { get; } = name;

    /// <summary>The link in use.</summary>
    public Link? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>Connections after the handshake that are not in use.</summary>
    public List<Link> Candidates { get; } = [];

    /// <summary>
    /// Connections that were the link until this node chose another: the other side closes them when it knows, for if this side did,
    /// that could arrive before the news of the new link, and look like the loss of this node.
    /// </summary>
    public List<Link> Former { get; } = [];

    /// <summary>Who said Goodbye; that incarnation does not come back.</summary>
    public NodeId? Departed { get; set; }

    /// <summary>Since when there has been no connection at all; null while there is one.</summary>
    public long? IdleSince { get; set; }

    /// <summary>The node has dropped this object; whoever comes under the name gets another one.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>The highest number of a Use of the peer's present incarnation.</summary>
    public long LastUse { get; set; }
}
