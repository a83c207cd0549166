namespace PgRegistry.Processes;

/// <summary>
/// What a process knows of a scope: one for each scope, which lets go of it when it closes, so that a process that lives on keeps nothing
/// of it in memory (invariant 10).
/// </summary>
internal sealed class ProcessTie(IProcessScope scope)
{
    private volatile IProcessScope? _scope = scope;

    /// <summary>Null once the scope is closed; its entries are gone then, whatever becomes of the process.</summary>
    public IProcessScope? Scope => _scope;

    public void Cut() => _scope = null;
}
