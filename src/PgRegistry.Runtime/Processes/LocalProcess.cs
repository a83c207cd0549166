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
    private readonly ProcessTable _table;
    private readonly Lock _lock = new();
    private readonly List<ProcessTie> _scopes = [];
    private CancellationTokenSource? _ended;
    private volatile ProcessTie? _lastScope;
    private volatile bool _isEnded;
    private bool _isGone;

    internal LocalProcess(ProcessTable table, Pid pid)
    {
        _table = table;
        Pid = pid;
    }

    /// <summary>The address of the process, unique in the cluster and never reused.</summary>
    public Pid Pid { get; }

    /// <summary>False once the process has ended or is ending.</summary>
    public bool IsAlive => !_isEnded;

    /// <summary>Cancelled, on a thread of the pool, once the process has ended and its entries are gone from local reads.</summary>
    public CancellationToken Ended
    {
        get
        {
            lock (_lock)
            {
                if (_isGone && _ended is null)
                {
                    return new CancellationToken(canceled: true);
                }

                return (_ended ??= new CancellationTokenSource()).Token;
            }
        }
    }

    /// <summary>
    /// Ends the process. When it returns, local reads no longer show its entries; other nodes learn of it with one operation.
    /// O(entries of the process). Ending it again does nothing; who does so meanwhile helps, so that the same holds for everybody.
    /// </summary>
    public void Dispose()
    {
        ProcessTie[] scopes;
        lock (_lock)
        {
            if (_isGone)
            {
                return;
            }

            _isEnded = true;
            _lastScope = null;
            scopes = [.. _scopes];
        }

        _table.Forget(Pid.Serial);
        foreach (var scope in scopes)
        {
            scope.Scope?.ProcessEnded(Pid.Serial);
        }

        CancellationTokenSource? ended;
        lock (_lock)
        {
            if (_isGone)
            {
                return;
            }

            _isGone = true;
            _scopes.Clear();
            ended = _ended;
        }

        // Callbacks of users run elsewhere: what they throw or wait for is not the concern of who ends the process.
        _ = ended?.CancelAsync();
    }

    /// <inheritdoc/>
    public override string ToString() => Pid.ToString();

    /// <summary>From now on the scope hears of the end; false when the process has ended already.</summary>
    internal bool TryAttach(ProcessTie scope)
    {
        if (ReferenceEquals(_lastScope, scope))
        {
            return !_isEnded;
        }

        lock (_lock)
        {
            if (_isEnded)
            {
                return false;
            }

            if (!_scopes.Contains(scope))
            {
                _scopes.RemoveAll(static attached => attached.Scope is null);
                _scopes.Add(scope);
            }

            _lastScope = scope;
            return true;
        }
    }
}
