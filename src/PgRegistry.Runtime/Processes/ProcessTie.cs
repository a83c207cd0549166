namespace PgRegistry.Processes;

/// <summary>
/// What a process knows of a scope: one for each scope, which lets go of it when it closes, so that a process that lives on keeps nothing
/// of it in memory (invariant 10).
/// </summary>
internal sealed class ProcessTie(IProcessScope scope)
{
    private volatile IProcessScope? _scope = scope;
    private volatile bool _isKnown;
    private ProcessTie[]? _alone;

    /// <summary>Null once the scope is closed; its entries are gone then, whatever becomes of the process.</summary>
    public IProcessScope? Scope => _scope;

    /// <summary>Just this one, for all the processes that are attached to no other scope.</summary>
    public ProcessTie[] Alone => _alone ??= [this];

    /// <summary>True once the table of processes tells it of the ends, when the node stops.</summary>
    public bool IsKnown
    {
        get => _isKnown;
        set => _isKnown = value;
    }

    public void Cut() => _scope = null;
}
