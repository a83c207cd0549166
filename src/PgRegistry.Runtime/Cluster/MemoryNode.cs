using Microsoft.Extensions.Logging;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>One node on an in-memory network.</summary>
internal sealed class MemoryNode(MemoryHub hub, RegistryNodeOptions options, NodeId self, ILogger logger) : INodeNetwork
{
    private readonly RegistryNodeOptions _options = options;
    private readonly Repetitions _refusals = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;
    private int _isOutputReady;

    public string Name => self.Name;

    public HandshakeSettings Handshakes { get; } = HandshakeSettings.Of(options, self, address: null);

    public NodeCore Core { get; private set; } = null!;

    public string? Address => null;

    /// <summary>Its present connections; the hub's.</summary>
    public List<MemoryConnection> Connections { get; } = [];

    public bool IsStopping { get; private set; }

    public Task StartAsync(NodeCore core, CancellationToken cancellationToken)
    {
        Core = core;
        _timer = _options.TimeProvider.CreateTimer(static state => ((MemoryNode)state!).Tick(), this, _options.HeartbeatInterval, _options.HeartbeatInterval);
        hub.Add(this);
        return Task.CompletedTask;
    }

    public void Written() => OutputReady();

    public void OutputReady()
    {
        // Before the start there is nobody to send to; the links that come up look for themselves.
        if (Core is not null && Interlocked.Exchange(ref _isOutputReady, 1) == 0)
        {
            hub.Schedule(this, () =>
            {
                Volatile.Write(ref _isOutputReady, 0);
                Core.WakeLinks();
            });
        }
    }

    public void AddressLearned(string name, string address)
    {
    }

    public void OnPeerUp(NodeId node)
    {
    }

    public void OnPeerGone(NodeId node, LeaveReason reason)
    {
    }

    public async Task StopAsync(TimeSpan drainTimeout)
    {
        IsStopping = true;
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
            if (hub.IsStepped)
            {
                // Nobody else would take the steps that the Goodbye needs.
                while (!_drained.Task.IsCompleted && hub.HasConnections(this) && hub.Step())
                {
                }
            }
            else if (hub.HasConnections(this))
            {
                await Task.WhenAny(_drained.Task, Task.Delay(drainTimeout, _options.TimeProvider)).ConfigureAwait(false);
            }

            hub.Remove(this);
        }
    }

    /// <summary>Its last connection is gone while it stops.</summary>
    public void Drained() => _drained.TrySetResult();

    /// <summary>A handshake was refused, by this side or the other; said once for each direction of dialling, until it changes.</summary>
    public void Refused(NodeId other, bool isDialling, in HandshakeResult refused)
    {
        if (!_refusals.IsNew($"{isDialling} {other.Name}", refused.Reason!))
        {
            MeshLog.Again(logger, self, other, refused.Reason!);
        }
        else if (refused.IsByRemote)
        {
            MeshLog.RefusedByRemote(logger, self, other, refused.Reason!);
        }
        else
        {
            MeshLog.Refused(logger, self, other.ToString(), refused.Reason!);
        }
    }

    private void Tick()
    {
        Core.Tick();
        hub.Seek(this);
    }
}
