using Microsoft.CodeAnalysis;

namespace PgRegistry.Analyzers;

/// <summary>
/// Every diagnostic, with its literal ID. An ID is never reused. An error stands for what the generator or the runtime would refuse; a message says what to do instead.
/// </summary>
internal static class Descriptors
{
    private const string Declaration = "PgRegistry.Declaration";
    private const string Unavailable = "PgRegistry.Unavailable";
    private const string Wire = "PgRegistry.Wire";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "PGR0001", Declaration, "Scope class is not partial",
        "'{0}' must be partial, because the generator writes the other part of the scope '{1}'; add the partial modifier");

    public static readonly DiagnosticDescriptor Partitions = Error(
        "PGR0002", Unavailable, "Partitions are not available",
        "The scope '{0}' asks for {1} partitions, and a scope is never partitioned; leave Partitions out and split the scope by declaring several");

    public static readonly DiagnosticDescriptor ClusterUnique = Error(
        "PGR0003", Unavailable, "Cluster-wide unique keys are not available",
        "The scope '{0}' asks for keys that are unique in the whole cluster, which needs consensus; use KeyMode.Unique, which is enforced on each node, and a leader election or a database lock where there must be one owner");

    public static readonly DiagnosticDescriptor NoFormatter = Error(
        "PGR0004", Wire, "Type has no formatter",
        "'{0}' cannot go over the wire: '{1}' {2}");

    public static readonly DiagnosticDescriptor NoKeyOrValue = Error(
        "PGR0005", Declaration, "Scope has no key or no value",
        "The scope '{0}' has no nested type '{1}'; declare one, such as '{2}'");

    public static readonly DiagnosticDescriptor KeyNotEquatable = Error(
        "PGR0006", Declaration, "Key has no value equality",
        "The key '{0}' is not compared by its content, so that an equal key from another node would be another key; declare it as a record or a readonly record struct");

    public static readonly DiagnosticDescriptor CannotComplete = Error(
        "PGR0007", Declaration, "Scope class cannot be completed",
        "The scope '{0}' {1}, so that the generator cannot complete it; make it an ordinary class without type parameters");

    public static readonly DiagnosticDescriptor LessAccessible = Error(
        "PGR0008", Declaration, "Key, value or message is less accessible than its scope",
        "'{0}' is needed to use the scope '{1}' and is less accessible than the scope; make it public");

    public static readonly DiagnosticDescriptor InvalidOption = Error(
        "PGR0009", Declaration, "Scope option has an invalid value",
        "The option {1} of the scope '{0}' is not valid: {2}");

    public static readonly DiagnosticDescriptor InvalidListener = Error(
        "PGR0010", Declaration, "Listener cannot listen to its scope",
        "The listener '{0}' of the scope '{1}' {2}");

    public static readonly DiagnosticDescriptor InvalidIndex = Error(
        "PGR0030", Declaration, "Member cannot be indexed",
        "'{0}' {1}");

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) => new(
        id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: $"docs/rules/{id}.md");
}
