namespace PgRegistry;

/// <summary>Why an entry left the view of a node.</summary>
public enum LeaveReason
{
    /// <summary>It was unregistered, or its registration was disposed.</summary>
    Unregistered = 0,

    /// <summary>Its process ended.</summary>
    Exited = 1,

    /// <summary>The scope was closed on the node that owned it.</summary>
    ScopeClosed = 2,

    /// <summary>The node that owned it left gracefully.</summary>
    NodeLeft = 3,

    /// <summary>The link to the node that owned it was lost, or the node was replaced by another of its name.</summary>
    NodeDown = 4,

    /// <summary>It was found gone when two nodes compared states after they had missed changes; the reason is not known here.</summary>
    Missed = 5,
}
