namespace PgRegistry.CodeFixes;

/// <summary>The rules that have a fix. What they report is in the catalog of the analyzers.</summary>
internal static class RuleIds
{
    public const string NotPartial = "PGR0001";
    public const string Partitions = "PGR0002";
    public const string ClusterUnique = "PGR0003";
    public const string NoFormatter = "PGR0004";
    public const string NoKeyOrValue = "PGR0005";
    public const string KeyNotEquatable = "PGR0006";
    public const string CannotComplete = "PGR0007";
    public const string LessAccessible = "PGR0008";
    public const string InvalidOption = "PGR0009";
    public const string InvalidListener = "PGR0010";
    public const string CollectionInKey = "PGR0011";
    public const string MutableValue = "PGR0012";
    public const string TryResultIgnored = "PGR0015";
    public const string RegistrationDropped = "PGR0016";
    public const string NotDisposed = "PGR0018";
    public const string SchemaBroken = "PGR0022";
    public const string SchemaNotCommitted = "PGR0023";
}
