namespace PgRegistry.Tests.Model;

/// <summary>
/// One thing to do. The numbers say with which of what is there, modulo how many are there, so an operation means something after
/// any others, and one that finds nothing to act on does nothing: every part of a list of operations is a list of operations.
/// </summary>
/// <param name="Kind">What to do.</param>
/// <param name="Node">Which node does it.</param>
/// <param name="Item">Which process, registration, monitor or other node.</param>
/// <param name="Key">Under which key.</param>
/// <param name="Value">With which value, or in which way.</param>
internal sealed record Operation(OperationKind Kind, int Node, int Item, int Key, int Value)
{
    public override string ToString() => $"{Kind.Name}({Node}, {Item}, {Key}, {Value})";
}

/// <summary>A kind of operation: one line in the table of its concern.</summary>
/// <param name="Name">For failures and counts.</param>
/// <param name="Weight">How often it is drawn, of the sum of all.</param>
/// <param name="Perform">Does it to the model and to the real nodes, and says what it did; null when there was nothing to do.</param>
internal sealed record OperationKind(string Name, int Weight, Func<World, Operation, string?> Perform)
{
    /// <summary>It is about nodes, scopes or links: a link that stands still goes on, or is replaced, before it.</summary>
    public bool EndsStandstill { get; init; }

    /// <summary>All of them: one table for each concern.</summary>
    public static IReadOnlyList<OperationKind> All { get; } =
    [
        .. ProcessOperations.Kinds,
        .. RegisterOperations.Kinds,
        .. UnregisterOperations.Kinds,
        .. SeveralOperations.Kinds,
        .. UpdateOperations.Kinds,
        .. MonitorOperations.Kinds,
        .. ScopeOperations.Kinds,
        .. NodeOperations.Kinds,
        .. LinkOperations.Kinds,
    ];
}
