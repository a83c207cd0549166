namespace PgRegistry.Conformance.Scopes;

/// <summary>
/// Has one entry of each node from its start to its end: a node is linked to those whose entries it sees, whatever becomes of the
/// scope that is replayed.
/// </summary>
[RegistryScope]
internal sealed partial class Links
{
    public readonly record struct Key(string Node);

    public sealed record Value(bool IsUp);
}
