namespace PgRegistry.Replication;

/// <summary>How one scope instance cuts its work.</summary>
internal sealed record ScopeSettings
{
    /// <summary>How much of the log is kept for peers that are behind.</summary>
    public int LogBytes { get; init; } = 8 << 20;

    /// <summary>How much of a sync is pulled at once, in one chunk or several.</summary>
    public int SyncChunkBytes { get; init; } = 256 << 10;

    /// <summary>How many entries of lost peers are kept aside at most.</summary>
    public int MaxRetainedEntries { get; init; } = 2_000_000;

    /// <summary>For how many ticks they are.</summary>
    public long RetentionTicks { get; init; } = 300;

    /// <summary>
    /// How many entries are joined, merged or removed in one hold of the scope's lock. In a large scope one takes 1 to 3 µs, and much more only on a
    /// bad day: no hold is to take a millisecond.
    /// </summary>
    public int SliceEntries { get; init; } = 64;

    /// <summary>How many entries of a sync are encoded in one hold: four times as many, since that takes a quarter of the time.</summary>
    public int ChunkEntries => SliceEntries * 4;
}
