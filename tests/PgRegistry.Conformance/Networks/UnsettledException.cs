namespace PgRegistry.Conformance.Networks;

/// <summary>The nodes did not come to the state that the links and open scopes must lead to.</summary>
internal sealed class UnsettledException(string node, string expected, string found)
    : Exception($"Node {node} does not settle. Expected: {expected}. Found: {found}.")
{
    public string Node { get; } = node;

    public string Expected { get; } = expected;

    public string Found { get; } = found;
}
