using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <summary>
/// What was held of a node when the link to it was lost, out of the sight of readers: when the same instance comes back, only what
/// changed has to be sent. Guarded by the scope's lock; while a peer's view has it, only that peer's lane touches it.
/// </summary>
internal sealed class HiddenState<TKey, TValue>(Origin<TKey, TValue> origin, long lastNumber)
    where TKey : notnull
{
    /// <summary>The origin that readers saw, empty by now; it is filled again when the node is complete.</summary>
    public Origin<TKey, TValue> Origin { get; } = origin;

    /// <summary>The entries; they belong to <see cref="Origin"/> all along.</summary>
    public Origin<TKey, TValue> Entries { get; } = new(origin.Node, origin.Instance, isLocal: false);

    /// <summary>The number of the last operation of the node's log that is in it.</summary>
    public long LastNumber { get; set; } = lastNumber;

    /// <summary>The log number at which it can be seen again; null until the node said so.</summary>
    public long? Target { get; set; }

    /// <summary>The tick at which the link was lost.</summary>
    public long Since { get; set; }
}
