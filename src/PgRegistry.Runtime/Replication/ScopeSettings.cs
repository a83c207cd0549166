namespace PgRegistry.Replication;

/// <summary>How one scope instance cuts its work.</summary>
internal sealed record ScopeSettings
{
    /// <summary>How much of the log is kept for peers that are behind.</summary>
    public int LogBytes { get; init; } = 8 << 20;

    public int SyncChunkBytes { get; init; } = 256 << 10;

    /// <summary>How many entries of lost peers are kept aside at most.</summary>
    public int MaxRetainedEntries { get; init; } = 2_000_000;

    /// <summary>For how many ticks they are.</summary>
    public long RetentionTicks { get; init; } = 300;

    /// <summary>How many entries of a peer or of an ending process are joined, merged or removed in one hold of the scope's lock; eight times as many are encoded.</summary>
    public int SliceEntries { get; init; } = 256;
}
