using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>What connects one node to others: it reports connections and frames to the node's core, and pulls what the core has to send.</summary>
internal interface INodeNetwork
{
    /// <summary>Where other nodes can dial this one; null when they cannot.</summary>
    string? Address { get; }

    /// <summary>Begins to listen and to look for others. Throws when the address cannot be listened on.</summary>
    Task StartAsync(NodeCore core, CancellationToken cancellationToken);

    /// <summary>Some scope has something to send; only wakes somebody up.</summary>
    void OutputReady();

    /// <summary>The same, by a writer who holds no lock. He may send it himself, if that is quick.</summary>
    void Written();

    /// <summary>A link to a node is up, or was replaced.</summary>
    void OnPeerUp(NodeId node);

    /// <summary>A node is gone: it left, or its link was lost.</summary>
    void OnPeerGone(NodeId node, LeaveReason reason);

    /// <summary>A peer told where another node can be dialled.</summary>
    void AddressLearned(string name, string address);

    /// <summary>
    /// The core says Goodbye already: waits until all links have sent it and were closed by the other side, at most for the time-out;
    /// then closes whatever is left, and returns when nothing of the network runs any more.
    /// </summary>
    Task StopAsync(TimeSpan drainTimeout);
}
