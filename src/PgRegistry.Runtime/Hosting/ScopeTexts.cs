using System.Globalization;
using System.Text;

namespace PgRegistry.Hosting;

/// <summary>
/// What is said of scope options that cannot be had: the texts of the compile-time errors PGR0002, PGR0003 and PGR0009, word for word,
/// as the same mistake has the same remedy wherever it is made.
/// </summary>
internal static class ScopeTexts
{
    public const string Partitions =
        "The scope '{0}' asks for {1} partitions, and a scope is never partitioned; leave Partitions out and split the scope by declaring several";

    public const string ClusterUnique =
        "The scope '{0}' asks for keys that are unique in the whole cluster, which needs consensus; use KeyMode.Unique, which is enforced on each node, and a leader election or a database lock where there must be one owner";

    public const string InvalidOption = "The option {1} of the scope '{0}' is not valid: {2}";

    public const string NoKeyMode = " is no key mode; use KeyMode.Duplicate or KeyMode.Unique";

    private static readonly CompositeFormat s_partitions = CompositeFormat.Parse(Partitions);
    private static readonly CompositeFormat s_clusterUnique = CompositeFormat.Parse(ClusterUnique);
    private static readonly CompositeFormat s_invalidOption = CompositeFormat.Parse(InvalidOption);

    public static string PartitionsAsked(string scope, int partitions) => string.Format(CultureInfo.InvariantCulture, s_partitions, scope, partitions);

    public static string ClusterUniqueAsked(string scope) => string.Format(CultureInfo.InvariantCulture, s_clusterUnique, scope);

    public static string KeysInvalid(string scope, string text) =>
        string.Format(CultureInfo.InvariantCulture, s_invalidOption, scope, nameof(RegistryScopeAttribute.Keys), text + NoKeyMode);
}
