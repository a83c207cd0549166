using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>
/// Connects a node to all others over TCP: listens, dials seeds and what peers tell of, and serves the connections. Arbitration
/// between connections is the core's; so is everything that is said on them after the handshake.
/// </summary>
internal sealed partial class TcpMesh : INodeNetwork, IAsyncDisposable
{
    private readonly RegistryNodeOptions _options;
    private readonly NodeId _self;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly TcpTasks _tasks;
    private readonly TcpDialBook _book;
    private readonly TcpNudge _nudge = new();
    private readonly Repetitions _repetitions = new();

    /// <summary>Who has dialled this node and was refused: anybody, under any name. Apart, so that they displace nothing of the others.</summary>
    private readonly Repetitions _callers;

    private readonly TlsLayer? _tls;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private TcpMeshContext? _context;
    private HandshakeSettings? _handshakes;
    private Socket? _listener;
    private TcpPulse? _pulse;
    private Task? _stopped;

    /// <param name="options">Valid options.</param>
    /// <param name="self">This node.</param>
    /// <param name="logger">Where to log to.</param>
    /// <param name="resolve">How names become addresses; null: DNS.</param>
    public TcpMesh(RegistryNodeOptions options, NodeId self, ILogger logger, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _options = options;
        _self = self;
        _logger = logger;
        _time = options.TimeProvider;
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        _tasks = new TcpTasks(logger);
        _fanOut = new TcpFanOut(_time);
        _callers = new Repetitions(new LogBudget(_time, LogBudget.LinesPerMinute, count => MeshLog.MoreRefused(logger, self, count)));
        _tls = options.Tls is null ? null : new TlsLayer(options.Tls, _time, WarnOfFiles);

        // The incarnation is as random as the seed of the jitter has to be, and repeats with it where a test hands it in.
        _book = new TcpDialBook(self.Name, options.MaxRedialDelay, _time, new Random(self.Incarnation.GetHashCode()));
    }

    /// <summary>
    /// What is advertised, or else the address that is listened on, with the port that was bound. For a node that listens on every
    /// address this is such as 0.0.0.0:7946; its peers put in the address at which they see it.
    /// </summary>
    public string? Address { get; private set; }

    /// <summary>Where it has looked for others, and may again.</summary>
    public IReadOnlyList<string> KnownAddresses => _book.Addresses;

    /// <summary>What its connections share; null before it starts.</summary>
    public TcpMeshContext? Context => _context;

    public Task StartAsync(NodeCore core, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stopped is not null, this);
            if (_context is not null)
            {
                throw new InvalidOperationException($"The node {_self} has been started already.");
            }

            var bound = Listen();
            _context = new TcpMeshContext(core, _logger, _time, _repetitions, TcpMeshContext.FrameLimit(_options));
            _handshakes = HandshakeSettings.Of(_options, _self, TcpAddress.ForHello(_options.Advertise, bound));
            _pulse = new TcpPulse($"PgRegistry pulse of {_self.Name}", _options.HeartbeatInterval / 2, _time, Beat);
        }

        _tasks.TryRun(DialDueAsync);
        foreach (var seed in _options.Seeds)
        {
            if (HostAndPort.TryParse(seed, out var address))
            {
                _tasks.TryRun(() => WatchSeedAsync(address));
            }
        }

        if (_listener is not null)
        {
            _tasks.TryRun(() => AcceptAsync(_listener));
        }

        return Task.CompletedTask;
    }

    public void AddressLearned(string name, string address)
    {
        if (HostAndPort.TryParse(address, out var parsed))
        {
            Learn(name, parsed, isFirstHand: false);
        }
    }

    public void OnPeerUp(NodeId node)
    {
        _book.PeerUp(node.Name);
        _repetitions.Forget(node.Name);
        _callers.Forget(node.Name);
    }

    public void OnPeerGone(NodeId node, LeaveReason reason)
    {
        if (reason == LeaveReason.NodeLeft)
        {
            _book.PeerLeft(node.Name);
        }
        else
        {
            _book.PeerDown(node.Name);
        }

        _nudge.Set();
    }

    public Task StopAsync(TimeSpan drainTimeout)
    {
        lock (_lock)
        {
            return _stopped ??= Task.Run(() => StopOnceAsync(drainTimeout));
        }
    }

    /// <summary>For whoever has told nobody Goodbye.</summary>
    public ValueTask DisposeAsync() => new(StopAsync(TimeSpan.Zero));

    private async Task StopOnceAsync(TimeSpan drainTimeout)
    {
        // First of all nobody new: no accepting, no dialling, no handshake goes on.
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener?.Dispose();
        var tasks = _tasks.CloseAsync();

        // On the other connections nobody says Goodbye, so there is nothing to wait for.
        var links = Connections.Where(connection => connection.IsLink).Select(connection => connection.Ended);
        try
        {
            await Task.WhenAll(links).WaitAsync(drainTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }

        CloseConnections("this node has stopped");
        await tasks.ConfigureAwait(false);
        if (_pulse is not null)
        {
            await _pulse.StopAsync().ConfigureAwait(false);
            _pulse.Dispose();
        }

        _stopping.Dispose();
    }

    private void WarnOfFiles(string? problem)
    {
        if (problem is null)
        {
            _repetitions.Forget("files");
        }
        else if (_repetitions.IsNew("files", problem))
        {
            MeshLog.Files(_logger, _self, problem);
        }
    }

    private void Learn(string name, HostAndPort address, bool isFirstHand)
    {
        if (_book.Learn(name, address, isFirstHand))
        {
            _nudge.Set();
        }
        else
        {
            MeshLog.TooManyAddresses(_logger, _self, _book.Count, address);
        }
    }
}
