namespace PgRegistry.Replication;

/// <summary>One operation of a peer's log, decoded before any lock is taken.</summary>
internal struct Operation<TKey, TValue>
{
    public OperationKind Kind;

    /// <summary>True when the next operation was published together with this one.</summary>
    public bool Continues;

    public int Slot;
    public long Tag;
    public ulong Serial;
    public LeaveReason Reason;
    public TKey Key;
    public TValue Value;
}
