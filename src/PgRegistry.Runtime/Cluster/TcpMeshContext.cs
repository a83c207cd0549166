using System.Buffers;
using Microsoft.Extensions.Logging;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>What all connections of one mesh have in common.</summary>
internal sealed record TcpMeshContext(NodeCore Core, ILogger Logger, TimeProvider Time, Repetitions Repetitions, int MaxFrameBytes)
{
    /// <summary>
    /// Called with each frame that the core took in and its sender, on the thread that received it. For tests, which learn so without the
    /// pool what has arrived.
    /// </summary>
    public ReadOnlySpanAction<byte, NodeId>? AfterFrame { get; set; }

    /// <summary>
    /// Frames hold one message, or operations and chunks that end soon after a quarter of a mebibyte was reached; so there is room
    /// for the largest value together with others.
    /// </summary>
    public static int FrameLimit(RegistryNodeOptions options) => Math.Max(4 << 20, 4 * Math.Max(options.MaxValueBytes, options.MaxMessageBytes));
}
