using System.Globalization;

namespace PgRegistry.Network.Agents;

/// <summary>What an agent takes, after a full collection.</summary>
internal static class AgentMemory
{
    public static string Measure(AgentSession session)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

        // What this collection found alive; GetTotalMemory is off by megabytes, because other threads go on.
        var collected = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{collected.HeapSizeBytes - collected.FragmentedBytes} {Environment.WorkingSet} {session.Count} {session.View.Changes}");
    }
}
