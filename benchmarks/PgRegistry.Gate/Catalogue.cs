using PgRegistry.Gate.Rows;

namespace PgRegistry.Gate;

/// <summary>Everything that is measured.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Row> Rows { get; } =
        [.. LookupRows.All(), .. GroupRows.All(), .. RegisterRows.All(), .. MemoryRows.All()];
}
