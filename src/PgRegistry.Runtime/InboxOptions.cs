namespace PgRegistry;

/// <summary>How an inbox is bounded.</summary>
public sealed record InboxOptions
{
    /// <summary>How many messages may wait to be read. One more is dropped and counted. At least 1. Default: 1,024.</summary>
    public int Capacity { get; init; } = 1024;
}
