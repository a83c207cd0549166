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
        return string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(forceFullCollection: false)} {Environment.WorkingSet} {session.Count} {session.View.Changes}");
    }
}
