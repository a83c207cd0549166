namespace PgRegistry.Replication;

/// <summary>What the core has to say to whoever runs it; called under its locks, so an implementation only notes it down or logs.</summary>
internal interface ICoreEvents
{
    void SchemaRefused(string scope, NodeId node, string difference);

    void MessagesRefused(string scope, NodeId node, string difference);

    /// <summary>One side's messages have cases that the other drops when they arrive.</summary>
    void CasesUnknown(string scope, NodeId node, string cases);

    void OutOfSequence(string scope, NodeId node, long expected, long found);

    void PeerUp(NodeId node, bool replaced);

    void PeerGone(NodeId node, LeaveReason reason, string detail);

    /// <summary>A peer told where another node can be dialled.</summary>
    void AddressLearned(string name, string address);

    void NameInUse(NodeId claimant, NodeId holder);
}
