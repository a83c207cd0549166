namespace PgRegistry.Wire;

/// <summary>The first element of every frame. The numbers are the protocol's and never change their meaning.</summary>
internal enum FrameKind : byte
{
    /// <summary>Handshake: magic, versions, cluster, identity, nonce.</summary>
    Hello = 0,

    /// <summary>Handshake: proof that the sender knows the cookie.</summary>
    Proof = 1,

    /// <summary>Handshake: why the sender does not go on.</summary>
    Refused = 2,

    /// <summary>The link's number: this connection is the one from now on.</summary>
    Use = 3,

    /// <summary>A number, and the last one heard from the other side.</summary>
    Heartbeat = 4,

    /// <summary>The sender leaves the cluster; nothing follows.</summary>
    Goodbye = 5,

    /// <summary>Where the sender's peers can be reached.</summary>
    Addresses = 6,

    /// <summary>A scope: its name, instance, schema, and what is held of the receiver's.</summary>
    Discover = 10,

    /// <summary>Operations in log order.</summary>
    Delta = 11,

    /// <summary>A sync begins at a log number.</summary>
    SyncBegin = 12,

    /// <summary>A range of tags and its living entries.</summary>
    SyncChunk = 13,

    /// <summary>The sync is complete.</summary>
    SyncEnd = 14,

    /// <summary>The log number up to which the sender has applied.</summary>
    Applied = 15,

    /// <summary>Asks for Applied at once.</summary>
    ApplyQuery = 16,

    /// <summary>A scope instance was closed.</summary>
    ScopeClosed = 17,

    /// <summary>All scope instances that are open at the sender when a link comes up: whatever else is held of it is closed.</summary>
    OpenScopes = 18,

    /// <summary>Deltas follow from what the receiver said that it holds; up to this number it missed them.</summary>
    Resume = 19,

    /// <summary>A message to processes.</summary>
    Message = 20,
}
