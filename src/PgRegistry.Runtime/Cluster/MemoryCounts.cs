namespace PgRegistry.Cluster;

/// <summary>What happens by itself on an in-memory network that is driven step by step, for those who want to know that it did.</summary>
internal sealed class MemoryCounts
{
    /// <summary>Bytes that arrived right after others which had been sent later.</summary>
    public long Overtakings { get; set; }

    /// <summary>Connections that were made beside another one of the same two nodes.</summary>
    public long Duplicates { get; set; }

    /// <summary>Ends of connections that were told while another connection was the link already.</summary>
    public long StaleLinkDowns { get; set; }
}
