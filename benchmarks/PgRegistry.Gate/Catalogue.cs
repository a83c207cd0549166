using PgRegistry.Gate.Rows;
using PgRegistry.Gate.Rows.Cluster;

namespace PgRegistry.Gate;

/// <summary>Everything that is measured.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. LookupRows.All(), .. SharedLookupRows.All(), .. RegisterRows.All(), .. ChurnRows.All(), .. MemoryRows.All(), .. PeerMemoryRows.All(),
        .. GroupRows.All(), .. ProcessRows.All(), .. ScanRows.All(), .. IndexRows.All(),
        .. SyncRows.All(), .. StreamRows.All(), .. ManyPeersRows.All(), .. LatencyRows.All(), .. HealRows.All(),
    ];
}
