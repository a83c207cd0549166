using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PgRegistry.Hosting;

/// <summary>Brings the node to the network before other hosted services start, and stops it after they have stopped.</summary>
internal sealed partial class RegistryHostedService : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    private readonly RegistryNode _node;
    private readonly string _scopes;
    private readonly ILogger _logger;
    private bool _hasLifecycle;
    private int _isStopping;

    private RegistryHostedService(RegistryNode node, IEnumerable<string> scopes)
    {
        _node = node;
        _scopes = string.Join(", ", scopes);
        _logger = (node.Options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("PgRegistry.Hosting");
    }

    /// <summary>Made when the host starts: opens every scope that was added.</summary>
    public static RegistryHostedService Create(IServiceProvider provider)
    {
        var node = provider.GetRequiredService<RegistryNode>();
        var scopes = provider.GetRequiredService<RegistrySetup>().Scopes;
        // Services are disposed in the reverse order of their making. The scopes come before this one, so that a host that is disposed
        // without having been stopped says Goodbye first, and peers see a node that left instead of scopes that were closed.
        foreach (var scope in scopes)
        {
            scope.Resolve(provider);
        }

        return new RegistryHostedService(node, scopes.Select(scope => scope.Name));
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _hasLifecycle = true;
        return ConnectAsync(cancellationToken);
    }

    // Some hosts, such as those of older web servers, know only StartAsync and StopAsync; there the place in the order has to do.
    public Task StartAsync(CancellationToken cancellationToken) => _hasLifecycle ? Task.CompletedTask : ConnectAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _hasLifecycle ? Task.CompletedTask : LeaveAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => LeaveAsync(cancellationToken);

    public ValueTask DisposeAsync() => new(LeaveAsync(CancellationToken.None));

    /// <summary>For containers that are disposed synchronously; waits for the node as <see cref="DisposeAsync"/> does.</summary>
    public void Dispose() => LeaveAsync(CancellationToken.None).GetAwaiter().GetResult();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await _node.ConnectAsync(cancellationToken).ConfigureAwait(false);
        LogStarted(_logger, _node.Id, _node.Address ?? "no address", _scopes);
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStopping, 1) == 0)
        {
            LogStopping(_logger, _node.Id, _node.Peers.Count);
        }

        var stopped = _node.DisposeAsync().AsTask();
        try
        {
            await stopped.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogShutdownTimedOut(_logger, _node.Id, _node.Options.DrainTimeout);
            throw;
        }

        if (Interlocked.Exchange(ref _isStopping, 2) == 1)
        {
            LogStopped(_logger, _node.Id);
        }
    }

    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "{Node} has started ({Address}) with the scopes: {Scopes}")]
    private static partial void LogStarted(ILogger logger, NodeId node, string address, string scopes);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "{Node} says Goodbye to {Peers} peers")]
    private static partial void LogStopping(ILogger logger, NodeId node, int peers);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "{Node} has stopped")]
    private static partial void LogStopped(ILogger logger, NodeId node);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "{Node} was still saying Goodbye when the host's shutdown timed out. Give the host's ShutdownTimeout more than the node's DrainTimeout, which is {DrainTimeout}.")]
    private static partial void LogShutdownTimedOut(ILogger logger, NodeId node, TimeSpan drainTimeout);
}
