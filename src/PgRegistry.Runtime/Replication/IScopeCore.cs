using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>
/// A scope instance as the node's core sees it, whatever its types. Calls for one peer come one at a time, except
/// <see cref="Pull"/>, which may run beside them.
/// </summary>
internal interface IScopeCore
{
    string Name { get; }

    ulong Instance { get; }

    /// <summary>A link to a node is up, or replaces another one: Discover runs, again if need be; what is held stays.</summary>
    void LinkUp(NodeId node, long link);

    /// <summary>The link to a node is gone, and all its entries with it.</summary>
    void PeerGone(NodeId node, LeaveReason reason);

    /// <summary>A node closed its instance; another one may follow.</summary>
    void PeerScopeClosed(NodeId node, ulong instance);

    /// <summary>A node says which instances it has open: if the one that is known here is not among them, it was closed.</summary>
    void PeerHasOpen(NodeId node, ReadOnlySpan<ulong> instances);

    /// <exception cref="WireFormatException">The frame is malformed.</exception>
    void ReceiveDiscover(NodeId node, in DiscoverFrame frame);

    /// <summary>A Delta, Sync…, Applied or ApplyQuery frame from an instance of this scope; the reader stands behind the instances.</summary>
    /// <exception cref="WireFormatException">The frame is malformed; nothing of it was applied.</exception>
    void Receive(NodeId node, ulong from, FrameKind kind, ref MessagePackReader reader);

    /// <summary>
    /// Appends frames for a peer until there is nothing more or about that many bytes are there. True: what would have taken long, a sync, was left out, as the
    /// caller wished.
    /// </summary>
    bool Pull(NodeId node, long link, FrameBuffer output, int budget, bool isBrief);

    /// <summary>What a peer should be told now and then: how far its log was applied here.</summary>
    void Tick();

    /// <summary>A message for processes of this node. What cannot be delivered is counted.</summary>
    void ReceiveMessage(NodeId node, ReadOnlySpan<ulong> serials, Pid sender, ReadOnlySpan<byte> payload);
}
