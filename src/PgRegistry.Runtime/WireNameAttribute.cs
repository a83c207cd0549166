namespace PgRegistry;

/// <summary>
/// Keeps the name that a member of a scope's records had, or a case of its message, when it is renamed: nodes that have the former name still share the scope.
/// </summary>
/// <param name="name">The former name: letters, digits and underscores. No other member of the record has it.</param>
/// <remarks>
/// Members go over the wire by their order, and when two nodes meet they compare the members' names; so a name that changes alone is all
/// that this mends. It costs nothing at run time. On a parameter of a positional record it stands for the property.
/// <code>public sealed record Value(string Role, [WireName("Load")] int Weight);</code>
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class)]
public sealed class WireNameAttribute(string name) : Attribute
{
    /// <summary>The former name.</summary>
    public string Name { get; } = name;
}
