using System.ComponentModel;

namespace PgRegistry;

/// <summary>How many entries a key of a scope may have.</summary>
public enum KeyMode
{
    /// <summary>Any number of entries for a key, from any nodes. The default.</summary>
    Duplicate = 0,

    /// <summary>At most one entry for a key on each node; each node enforces its own.</summary>
    Unique = 1,

    /// <summary>
    /// Not available, and always a compile-time error (PGR0003): one owner across a cluster that can split needs consensus.
    /// Use a leader election or a database lock.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ClusterUnique = 2,
}
