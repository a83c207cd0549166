using Microsoft.CodeAnalysis;

namespace PgRegistry.Analyzers;

/// <summary>
/// Every diagnostic, with its literal ID. An ID is never reused. An error stands for what the compiler, the generator or the runtime would refuse; a warning for
/// what runs and does harm that nobody sees. A message says what to do instead.
/// </summary>
internal static class Descriptors
{
    /// <summary>Where the rules' pages are. Relative to the repository for as long as that has no public address; this is the one place to set it.</summary>
    private const string Pages = "docs/rules/";

    private const string Declaration = "PgRegistry.Declaration";
    private const string Unavailable = "PgRegistry.Unavailable";
    private const string Wire = "PgRegistry.Wire";
    private const string Usage = "PgRegistry.Usage";

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

    public static readonly DiagnosticDescriptor CollectionInKey = Error(
        "PGR0011", Declaration, "Key contains a collection",
        "'{0}' is a collection, '{1}', and a key with one is not found by an equal key; use members or a text in its place, or put it into the value");

    public static readonly DiagnosticDescriptor MutableValue = Error(
        "PGR0012", Declaration, "Value is mutable",
        "'{0}' can be changed after it was registered, while others read it; {1}");

    public static readonly DiagnosticDescriptor Collision = Error(
        "PGR0013", Declaration, "Member collides with a generated one",
        "'{0}' has the name of a generated member of the scope '{1}', so that the generator cannot complete it; rename '{0}'");

    public static readonly DiagnosticDescriptor DuplicateName = Warning(
        "PGR0014", Declaration, "Scope name is taken in this assembly",
        "The scope '{0}' has the same name \"{1}\" as '{2}', and a node opens only one scope of a name; give each a name of its own",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor TryResultIgnored = Warning(
        "PGR0015", Usage, "Result of a try is ignored",
        "'{0}' returns false, and does nothing, while another process holds the key; use what it returns, or call '{1}', which throws then");

    public static readonly DiagnosticDescriptor RegistrationDropped = Warning(
        "PGR0016", Usage, "Registration is dropped",
        "The entry has a process of its own, which only the result of '{0}' can end, and nothing keeps that; keep it in a using declaration, or assign it to a discard where the entry is to last as long as the scope");

    public static readonly DiagnosticDescriptor BlockingListener = Warning(
        "PGR0017", Usage, "Listener blocks",
        "'{0}' blocks the listener '{1}', which hears of nothing more until it returns; write to a channel here and wait where that is read");

    public static readonly DiagnosticDescriptor NotDisposed = Warning(
        "PGR0018", Usage, "Monitor or inbox is never disposed",
        "The result of '{0}' is never disposed, so that {1}; keep it in a using declaration");

    public static readonly DiagnosticDescriptor AsyncListener = Warning(
        "PGR0019", Usage, "Listener is async void",
        "'{0}' is async void: what it throws after an await ends the program, and the next call does not wait for it; write to a channel here and await where that is read");

    public static readonly DiagnosticDescriptor NotAnOperation = Error(
        "PGR0020", Usage, "Scope has no such operation",
        "The scope '{0}' has no operation '{1}', which belongs to scopes with {2}; {3}");

    public static readonly DiagnosticDescriptor InvalidIndex = Error(
        "PGR0021", Declaration, "Member cannot be indexed",
        "Entries cannot be looked up by '{0}', which {1}; index a member of the scope's Value that is a primitive, a string or an enum");

    public static readonly DiagnosticDescriptor SchemaBroken = Error(
        "PGR0022", Wire, "Schema breaks with the committed one",
        "Nodes of the former build do not share {0}: {1}; {2}");

    public static readonly DiagnosticDescriptor SchemaNotCommitted = Warning(
        "PGR0023", Wire, "Schema is not committed",
        "The schema of the scope '{0}' is not in {1} as it is now; write it there, so that later changes are compared with it");

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) => new(
        id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message, params string[] tags) => new(
        id, title, message, category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md", customTags: tags);
}
