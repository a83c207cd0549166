using System.Diagnostics;
using PgRegistry.CompilerServices;
using PgRegistry.Monitoring;
using PgRegistry.Processes;
using PgRegistry.Replication;

namespace PgRegistry;

/// <summary>
/// One opened registry scope on one node. The classes that declare <c>[RegistryScope]</c> wrap it with typed operations; it is public for
/// code that is generic over scopes.
/// </summary>
/// <remarks>
/// All members are safe from any thread. Reads come from local memory, take no lock and show what this node knows now: its own
/// entries exactly, those of others as they were a moment ago. Writes take one short lock and never wait for the network.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
[DebuggerTypeProxy(typeof(Scope<,>.DebugView))]
public sealed partial class Scope<TKey, TValue> : IScopeHandle, IAsyncDisposable
    where TKey : notnull
{
    private readonly RegistryNode _node;
    private readonly ScopeCore<TKey, TValue> _core;
    private readonly ChangeHub<TKey, TValue> _hub = new();
    private Action? _closed;

    internal Scope(RegistryNode node, ScopeDefinition<TKey, TValue> definition)
    {
        _node = node;
        var options = node.Options;
        var codec = new EntryCodec<TKey, TValue>(definition.Name, definition.Keys, definition.Values, options.MaxKeyBytes, options.MaxValueBytes);
        var settings = options.Tuning ?? new ScopeSettings
        {
            LogBytes = options.LogBytes,
            MaxRetainedEntries = options.RetentionTime == TimeSpan.Zero ? 0 : options.MaxRetainedEntries,
            RetentionTicks = (long)Math.Ceiling(options.RetentionTime / options.HeartbeatInterval),
        };
        _core = new ScopeCore<TKey, TValue>(
            new ScopeIdentity(node.Id, definition.Name, definition.Mode, node.Core.NextInstance(), definition.Schema),
            codec, definition.Comparer, settings, node.Processes, _hub, node.Events, node.Written, node.OutputReady, [.. definition.Indexes.Select(static index => index.Make())]);
        Metadata = new ScopeMetadata(_core.ThrowIfClosed);
    }

    /// <summary>The scope's name in the cluster.</summary>
    public string Name => _core.Name;

    /// <summary>Whether keys are duplicate or unique on each node.</summary>
    public KeyMode Mode => _core.Mode;

    /// <summary>The node that it is open on.</summary>
    public NodeId Node => _core.Node;

    /// <summary>The linked nodes that run a compatible instance; none once the scope is closed. A snapshot; O(peers).</summary>
    public IReadOnlyList<ScopePeer> Peers => _core.IsClosed ? [] : [.. _core.Peers().Select(peer => new ScopePeer(peer.Node, peer.IsComplete))];

    /// <summary>What this node keeps with the scope, by name; other nodes do not see it.</summary>
    public ScopeMetadata Metadata { get; }

    /// <summary>Messages that reached this node for processes without an inbox, or with a full one, or that could not be read.</summary>
    public long UndeliveredMessages => _core.Messages?.Undelivered ?? 0;

    /// <summary>
    /// Completes when every peer has applied everything that was done on this node before the call. A peer that is lost meanwhile no
    /// longer counts; without peers it completes at once.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The scope is or was closed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task ReplicatedAsync(CancellationToken cancellationToken = default) => _core.ReplicatedAsync(cancellationToken);

    /// <summary>
    /// Closes the scope on this node: its monitors and inboxes end, its entries leave the other nodes' views, its processes live on. It
    /// can be opened again, empty, as another instance.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        if (_core.Close())
        {
            _node.Closed(this);
            _closed?.Invoke();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} on {Node}";

    IScopeCore IScopeHandle.Core => _core;

    void IScopeHandle.Freeze() => _core.Freeze();

    void IScopeHandle.BeginDrain() => _core.BeginDrain();

    internal ScopeCore<TKey, TValue> Core => _core;

    internal RegistryNode Owner => _node;

    /// <summary>Runs once when the scope closes.</summary>
    internal void OnClosed(Action action) => _closed += action;

    private void RequireUnique(string operation)
    {
        if (Mode != KeyMode.Unique)
        {
            throw new InvalidOperationException($"{operation} belongs to scopes with unique keys; the scope \"{Name}\" has duplicate keys.");
        }
    }
}

/// <summary>A scope as its node sees it.</summary>
internal interface IScopeHandle : IAsyncDisposable
{
    IScopeCore Core { get; }

    void Freeze();

    void BeginDrain();
}
