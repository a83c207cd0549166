namespace PgRegistry.Processes;

/// <summary>Something that wants to hear of the end of the processes that are attached to it; a scope.</summary>
internal interface IProcessScope
{
    /// <summary>The process ended. When this returns, nothing of it is left here.</summary>
    void ProcessEnded(ulong serial);
}
