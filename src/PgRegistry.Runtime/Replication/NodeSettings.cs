namespace PgRegistry.Replication;

/// <summary>Times and bounds of a node's links.</summary>
internal sealed record NodeSettings
{
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A link without an echo for so long is taken down.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes of messages that may wait on one link; what does not fit is dropped and counted.</summary>
    public int MaxQueuedMessageBytes { get; init; } = 8 << 20;

    /// <summary>How many bytes of scope frames are put together before they are handed to the network.</summary>
    public int PullBytes { get; init; } = 256 << 10;
}
