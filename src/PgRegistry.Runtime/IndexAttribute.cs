namespace PgRegistry;

/// <summary>
/// On a member of a scope's <c>Value</c>: entries can be looked up by it (<c>LookupByRole("primary")</c>, also under a key), and patterns that
/// fix it use the index by themselves. A read then costs what it finds, not what there is; each write costs a little more, and each entry about
/// 280 bytes for each indexed member, on every node.
/// </summary>
/// <remarks>The member may be computed from others; while it throws it counts as its type's default.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class IndexAttribute : Attribute;
