using System.Diagnostics.CodeAnalysis;
using PgRegistry.Processes;
using PgRegistry.Store;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>
/// One instance of a scope: the entries of this node and of its peers, the log, and the protocol that keeps views alike. A state
/// machine: calls in, frames and change notices out; no thread, no clock, no socket of its own. Writes and frames take one short
/// lock; reads go to the store and take none.
/// </summary>
internal sealed partial class ScopeCore<TKey, TValue> : IScopeCore, IProcessScope
    where TKey : notnull
{
    private readonly ScopeLock _gate = new();
    private readonly EntryCodec<TKey, TValue> _codec;
    private readonly IEqualityComparer<TValue> _values;
    private readonly ScopeSettings _settings;
    private readonly ProcessTable _processes;
    private readonly IChangeSink<TKey, TValue> _sink;
    private readonly ICoreEvents _events;
    private readonly Action _written;
    private readonly Action _outputReady;
    private readonly string _schema;
    private readonly OperationLog _log;
    private readonly ProcessTie _tie;
    private readonly FrameBuffer _record = new();
    private volatile bool _isClosed;
    private volatile bool _isFrozen;
    private volatile bool _isDraining;

    public ScopeCore(
        ScopeIdentity identity,
        EntryCodec<TKey, TValue> codec,
        IEqualityComparer<TValue> values,
        ScopeSettings settings,
        ProcessTable processes,
        IChangeSink<TKey, TValue> sink,
        ICoreEvents events,
        Action written,
        Action outputReady,
        ValueIndex<TKey, TValue>[] indexes)
    {
        Name = identity.Name;
        Mode = identity.Mode;
        Instance = identity.Instance;
        _schema = identity.Schema;
        _codec = codec;
        _values = values;
        _settings = settings;
        _processes = processes;
        _sink = sink;
        _events = events;
        _written = written;
        _outputReady = outputReady;
        _log = new OperationLog(settings.LogBytes);
        _tie = new ProcessTie(this);
        Store = new EntryStore<TKey, TValue>(new Origin<TKey, TValue>(identity.Node, identity.Instance, isLocal: true, values), indexes);
    }

    public string Name { get; }

    public KeyMode Mode { get; }

    public ulong Instance { get; }

    public bool IsClosed => _isClosed;

    /// <summary>Everything that this node sees; reading it takes no lock.</summary>
    public EntryStore<TKey, TValue> Store { get; }

    public NodeId Node => Store.Own.Node;

    /// <summary>Runs something while nothing changes. It must be short.</summary>
    public void WhileUnchanged(Action action)
    {
        using (_gate.Enter())
        {
            action();
        }
    }

    /// <summary>The node is leaving: from now on nothing joins or changes here.</summary>
    public void Freeze() => _isFrozen = true;

    /// <summary>The node hands over what it has: when this returns, nothing joins here any more; what is there may still change.</summary>
    public void BeginDrain()
    {
        using (_gate.Enter())
        {
            _isDraining = true;
        }
    }

    /// <summary>
    /// Closes the instance: its monitors end, its entries are gone here at once, and at the peers when they hear of it. Its processes live on.
    /// </summary>
    public bool Close()
    {
        using (_gate.Enter())
        {
            if (_isClosed)
            {
                return false;
            }

            _isClosed = true;
            _sink.Closed();
            _retained.Clear();
            FailApplyWaiters();
        }

        _tie.Cut();
        return true;
    }

    public void ThrowIfClosed()
    {
        if (_isClosed)
        {
            ThrowClosed();
        }
    }

    // Apart, because the text's buffers would be cleared in every lookup that this is inlined into.
    [DoesNotReturn]
    private void ThrowClosed() =>
        throw new ObjectDisposedException(Name, $"The scope \"{Name}\" is closed on node {Node}; open it again with Open.");

    private void ThrowIfNotWritable()
    {
        ThrowIfClosed();
        if (_isFrozen)
        {
            throw new ObjectDisposedException(Name, $"The node {Node} is stopping; nothing can be registered or changed on it any more.");
        }
    }

    private void ThrowIfNotJoinable()
    {
        ThrowIfNotWritable();
        if (_isDraining)
        {
            throw new ObjectDisposedException(Name, $"The node {Node} is draining; register on another one.");
        }
    }
}

/// <summary>What one opening of a scope on a node is called, and what types it carries.</summary>
internal sealed record ScopeIdentity(NodeId Node, string Name, KeyMode Mode, ulong Instance, string Schema);
