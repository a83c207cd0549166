namespace PgRegistry;

/// <summary>A linked node that runs a compatible instance of the scope.</summary>
/// <param name="Node">The node.</param>
/// <param name="IsComplete">False while its entries are still being brought here.</param>
public readonly record struct ScopePeer(NodeId Node, bool IsComplete);
