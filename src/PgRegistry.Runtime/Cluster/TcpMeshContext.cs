using Microsoft.Extensions.Logging;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>What all connections of one mesh have in common.</summary>
internal sealed record TcpMeshContext(NodeCore Core, ILogger Logger, TimeProvider Time, TcpRepetitions Repetitions, int MaxFrameBytes)
{
    /// <inheritdoc cref="TcpMesh.AfterFrame"/>
    public Action? AfterFrame { get; init; }

    /// <summary>
    /// Frames hold one message, or operations and chunks that end soon after a quarter of a mebibyte was reached; so there is room
    /// for the largest value together with others.
    /// </summary>
    public static int FrameLimit(RegistryNodeOptions options) => Math.Max(4 << 20, 4 * Math.Max(options.MaxValueBytes, options.MaxMessageBytes));
}
