using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PgRegistry.Cluster;
using PgRegistry.CompilerServices;
using PgRegistry.Processes;
using PgRegistry.Replication;

namespace PgRegistry;

/// <summary>One member of a cluster: it has processes, opens scopes, and is linked to the other members.</summary>
/// <remarks>All members are safe from any thread. Several nodes may live in one operating-system process.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class RegistryNode : IAsyncDisposable, IDisposable
{
    private readonly INodeNetwork? _network;
    private readonly Lock _lock = new();
    private readonly List<IScopeHandle> _scopes = [];
    private TaskCompletionSource? _stopped;
    private bool _isStarted;

    internal RegistryNode(RegistryNodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new OptionsValidationException(nameof(RegistryNodeOptions), typeof(RegistryNodeOptions), problems);
        }

        Options = options;
        Id = new NodeId(options.Name, options.Network?.NextIncarnation() ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var logger = new QuietLogger((options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("PgRegistry.Node"));
        Events = new NodeEvents(logger, Id, options.TimeProvider);
        Processes = new ProcessTable(Id, Events.ProcessLeaked);
        Core = new NodeCore(
            Id,
            new NodeSettings
            {
                HeartbeatInterval = options.HeartbeatInterval,
                HeartbeatTimeout = options.HeartbeatTimeout,
                MaxQueuedMessageBytes = options.MaxQueuedMessageBytes,
            },
            Events,
            options.TimeProvider);
        _network = options.Network is not null ? options.Network.Join(options, Id, logger)
            : options.Listen is not null || options.Seeds.Count > 0 ? new TcpMesh(options, Id, logger)
            : null;
        Events.Network = _network;
    }

    /// <summary>The node's identity: its name, and an incarnation of its own for each start.</summary>
    public NodeId Id { get; }

    /// <summary>The configured name.</summary>
    public string Name => Id.Name;

    /// <summary>Where other nodes can dial this one, host and port; null when they cannot.</summary>
    public string? Address => _network?.Address;

    /// <summary>The nodes that a link is up to. A snapshot.</summary>
    public IReadOnlyList<NodeId> Peers => [.. Core.LinkedNodes];

    /// <summary>Messages to other nodes that were dropped because their link was down or its queue full, or that waited for a link when it was lost.</summary>
    public long DroppedMessages => Core.DroppedMessages;

    // Without a lock, which a thread that was stopped may hold.
    private string DebuggerDisplay =>
        $"{Id}{(Address is { } address ? $" at {address}" : "")}, {_scopes.Count} scopes, {Core.LinkedNodes.Count()} peers{(_stopped is null ? "" : ", stopped")}";

    internal RegistryNodeOptions Options { get; }

    internal NodeCore Core { get; }

    internal INodeNetwork? Network => _network;

    internal ProcessTable Processes { get; }

    internal NodeEvents Events { get; }

    /// <summary>
    /// Starts a node. When it returns, the node listens, and looks for its peers in the background; local operations work at once.
    /// </summary>
    /// <exception cref="OptionsValidationException">The options are not valid; the message says all that is wrong.</exception>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task<RegistryNode> StartAsync(RegistryNodeOptions options, CancellationToken cancellationToken = default)
    {
        var node = new RegistryNode(options);
        try
        {
            await node.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return node;
        }
        catch
        {
            await node.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a scope on this node.</summary>
    /// <exception cref="InvalidOperationException">The scope, or another of its name, is open on this node.</exception>
    /// <exception cref="ObjectDisposedException">The node has stopped, or is draining.</exception>
    public TScope Open<TScope>()
        where TScope : class, IRegistryScope<TScope> => Open<TScope>([], null);

    /// <summary>Opens a scope on this node, with listeners that hear of every entry that comes and goes while it is open.</summary>
    /// <exception cref="InvalidOperationException">The scope, or another of its name, is open on this node.</exception>
    /// <exception cref="ArgumentException">A listener is null, or does not implement the scope's <c>IListener</c>.</exception>
    /// <exception cref="ObjectDisposedException">The node has stopped, or is draining.</exception>
    public TScope Open<TScope>(params IEnumerable<IRegistryListener<TScope>> listeners)
        where TScope : class, IRegistryScope<TScope> => Open(listeners, null);

    /// <summary>Opens a scope whose listeners are found among services, too.</summary>
    internal TScope Open<TScope>(IEnumerable<IRegistryListener<TScope>> listeners, IServiceProvider? services)
        where TScope : class, IRegistryScope<TScope>
    {
        ArgumentNullException.ThrowIfNull(listeners);
        return TScope.Open(new ScopeOpening(this, listeners, services));
    }

    /// <summary>Makes a process that ends when it is disposed, or with the node.</summary>
    /// <exception cref="ObjectDisposedException">The node has stopped.</exception>
    public LocalProcess Spawn() => Processes.Spawn();

    /// <summary>Makes a process that ends with a task, however that ends.</summary>
    /// <exception cref="ObjectDisposedException">The node has stopped.</exception>
    public LocalProcess SpawnUntil(Task lifetime)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        return Processes.SpawnUntil(lifetime);
    }

    /// <summary>Makes a process that ends when the token is cancelled.</summary>
    /// <exception cref="ObjectDisposedException">The node has stopped.</exception>
    public LocalProcess SpawnUntil(CancellationToken lifetime) => Processes.SpawnUntil(lifetime);

    /// <summary>
    /// Makes a process that ends when its owner is collected, which is logged as a leak: dispose the process with its owner. What the
    /// process keeps alive must not refer to the owner, or it never is collected.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The node has stopped.</exception>
    public LocalProcess SpawnFor(object owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Processes.SpawnFor(owner);
    }

    /// <summary>
    /// Stops the node: nothing new is taken in, what is queued is sent within the drain time-out, peers are told Goodbye, and then the
    /// local processes end and the scopes close.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        TaskCompletionSource stopped;
        lock (_lock)
        {
            if (_stopped is not null)
            {
                return new ValueTask(_stopped.Task);
            }

            stopped = _stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new ValueTask(StopAsync(stopped));
    }

    // A container that is disposed synchronously would refuse what cannot be; everybody else should not wait on a thread.
    void IDisposable.Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();

    /// <summary>Brings a node that was only made to the network.</summary>
    internal Task ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isStarted || _network is null)
            {
                return Task.CompletedTask;
            }

            _isStarted = true;
        }

        return _network.StartAsync(Core, cancellationToken);
    }

    /// <summary>Opens a scope; what prepares it runs before anything can join.</summary>
    internal Scope<TKey, TValue> Open<TKey, TValue>(ScopeDefinition<TKey, TValue> definition, Action<Scope<TKey, TValue>> prepare)
        where TKey : notnull
    {
        var scope = new Scope<TKey, TValue>(this, definition);
        lock (_lock)
        {
            ThrowIfLeaving("it opens no scopes");
            _scopes.Add(scope);
        }

        try
        {
            prepare(scope);
            Core.Open(scope.Core);
            return scope;
        }
        catch
        {
            lock (_lock)
            {
                _scopes.Remove(scope);
            }

            throw;
        }
    }

    internal void Written() => _network?.Written();

    internal void OutputReady() => _network?.OutputReady();

    internal void Closed(IScopeHandle scope)
    {
        lock (_lock)
        {
            _scopes.Remove(scope);
        }

        Core.Close(scope.Core);
    }

    private async Task StopAsync(TaskCompletionSource stopped)
    {
        IScopeHandle[] scopes;
        lock (_lock)
        {
            scopes = [.. _scopes];
        }

        try
        {
            foreach (var scope in scopes)
            {
                scope.Freeze();
            }

            Events.IsLeaving = true;
            Core.BeginLeaving();
            if (_network is not null)
            {
                await _network.StopAsync(Options.DrainTimeout).ConfigureAwait(false);
            }

            Processes.Close();
            foreach (var scope in scopes)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            stopped.TrySetResult();
        }
    }
}
