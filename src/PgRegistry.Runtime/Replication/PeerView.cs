using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <summary>
/// What a scope instance knows of one linked node: on the way in, the node's entries and how far its log was applied; on the way
/// out, how far it was sent ours. Guarded by the scope's lock.
/// </summary>
internal sealed class PeerView<TKey, TValue>(NodeId node)
    where TKey : notnull
{
    public NodeId Node { get; } = node;

    /// <summary>The link in use; who pulls for another one gets nothing.</summary>
    public long Link { get; set; }

    /// <summary>The node's instance of this scope; 0 while none is known.</summary>
    public ulong Instance { get; set; }

    /// <summary>True from the node's Discover on this link on: it runs a compatible instance.</summary>
    public bool IsAttached { get; set; }

    /// <summary>The last instance that was found incompatible, so that it is said once.</summary>
    public ulong RefusedInstance { get; set; }

    public bool AcceptsMessages { get; set; }

    /// <summary>The last instance whose messages were compared, so that a difference is said once.</summary>
    public ulong MessagesComparedInstance { get; set; }

    public DiscoverPurpose? DiscoverDue { get; set; }

    // ---- in

    /// <summary>The node's entries; null until a sync began.</summary>
    public Origin<TKey, TValue>? Origin { get; set; }

    /// <summary>What was held of the node when an earlier link was lost, until it is visible again or of no use.</summary>
    public HiddenState<TKey, TValue>? Hidden { get; set; }

    /// <summary>The number of the last operation of the node's log that came in order.</summary>
    public long LastNumber { get; set; }

    /// <summary>False during a sync, and before the first.</summary>
    public bool IsComplete { get; set; }

    public IncomingSync? SyncIn { get; set; }

    public bool AppliedDue { get; set; }

    public long AppliedReported { get; set; }

    /// <summary>A resync was asked for; what comes before it is served is out of sequence and says nothing new.</summary>
    public bool AwaitsResync { get; set; }

    // ---- out
    public LogCursor Cursor;

    public OutgoingSync? SyncOut { get; set; }

    /// <summary>The node goes on from what it holds, and has to be told up to where.</summary>
    public bool ResumeDue { get; set; }

    /// <summary>What the node says it has applied of our log; counts when it is not being synced.</summary>
    public long Acknowledged { get; set; } = -1;

    public bool ApplyQueryDue { get; set; }

    public bool HasApplied(long number) => SyncOut is null && Acknowledged >= number;
}

/// <summary>A sync that is being received: all tags up to the cursor are current, those up to the target will be.</summary>
internal sealed class IncomingSync(long target, TagList held)
{
    public long Target { get; } = target;

    public long Cursor { get; set; }

    /// <summary>What was held when the sync began.</summary>
    public TagList Held { get; } = held;

    public int HeldIndex { get; set; }
}

/// <summary>A sync that is being sent.</summary>
internal sealed class OutgoingSync
{
    /// <summary>The log's last number when it began.</summary>
    public long Target { get; set; }

    public bool HasBegun { get; set; }

    /// <summary>Null until the entries have been listed, which happens outside the lock.</summary>
    public TagList? Plan { get; set; }

    public int PlanIndex { get; set; }

    public long Cursor { get; set; }
}
