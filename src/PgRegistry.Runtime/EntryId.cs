namespace PgRegistry;

/// <summary>
/// The identity of an entry: the node that owns it, the instance of the scope on that node, and the number of its join there.
/// </summary>
/// <param name="Node">The node that owns the entry.</param>
/// <param name="Instance">Which opening of the scope on that node.</param>
/// <param name="Tag">The number of the join in that instance's log; larger is more recent.</param>
public readonly record struct EntryId(NodeId Node, ulong Instance, long Tag);
