using System.Diagnostics;
using PgRegistry.Processes;

namespace PgRegistry;

/// <summary>
/// Anything with a pid and a lifetime on this node: made by <c>Spawn</c>, ended when it is disposed, when the task or the token it
/// was spawned for ends, when its owner is collected, or when its node stops. Its entries leave every scope then.
/// </summary>
/// <remarks>
/// All members are safe from any thread. The node keeps a process until it ends: losing the variable never ends it.
/// </remarks>
[DebuggerDisplay("{Pid} alive: {IsAlive}")]
public sealed class LocalProcess : IDisposable
{
    private readonly ProcessPage _page;

    /// <summary>
    /// The scopes that hear of its end; replaced and never changed, so that attaching to one that is there takes no lock. If this object is
    /// collected, the process ends with its node, which tells all scopes.
    /// </summary>
    private volatile ProcessTie[] _scopes = [];

    internal LocalProcess(ProcessPage page, Pid pid)
    {
        _page = page;
        Pid = pid;
    }

    /// <summary>The address of the process, unique in the cluster and never reused.</summary>
    public Pid Pid { get; }

    /// <summary>False once the process has ended or is ending.</summary>
    public bool IsAlive => _page.IsAlive(Pid.Serial);

    /// <summary>Cancelled, on a thread of the pool, once the process has ended and its entries are gone from local reads.</summary>
    public CancellationToken Ended => _page.Ended(Pid.Serial);

    /// <summary>
    /// Ends the process. When it returns, local reads no longer show its entries; other nodes learn of it with one operation.
    /// O(entries of the process). Ending it again does nothing; who does so meanwhile helps, so that the same holds for everybody.
    /// </summary>
    public void Dispose()
    {
        if (!_page.TryBeginEnd(Pid.Serial))
        {
            return;
        }

        // Nobody is added any more. Who finds none here was overtaken by somebody who has told them all.
        foreach (var scope in _scopes)
        {
            scope.Scope?.ProcessEnded(Pid.Serial);
        }

        _page.CompleteEnd(Pid.Serial);
        _scopes = [];
    }

    /// <inheritdoc/>
    public override string ToString() => Pid.ToString();

    /// <summary>From now on the scope hears of the end; false when the process has ended already.</summary>
    internal bool TryAttach(ProcessTie scope)
    {
        if (_scopes.AsSpan().Contains(scope))
        {
            return IsAlive;
        }

        lock (_page)
        {
            if (!IsAlive)
            {
                return false;
            }

            _page.Table.Know(scope);
            _scopes = _scopes.Length == 0 ? scope.Alone : [.. _scopes.Where(static attached => attached.Scope is not null), scope];
            return true;
        }
    }
}
