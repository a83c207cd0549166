namespace PgRegistry.Gate;

internal static class Heap
{
    /// <summary>What is alive after everything else has been collected, and the rest moved together.</summary>
    public static long LiveBytes()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
