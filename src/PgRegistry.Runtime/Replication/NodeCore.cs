using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>
/// What a node is made of, without a network: its peers, which connection to each is the link, its scopes, and the way of frames
/// between them. A state machine like the scopes' cores: a network reports connections and frames, and pulls what is to be sent.
/// </summary>
internal sealed partial class NodeCore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Peer> _peers = new(StringComparer.Ordinal);
    private readonly NodeSettings _settings;
    private readonly ICoreEvents _events;
    private readonly TimeProvider _time;
    private readonly long _interval;
    private readonly long _timeout;
    private volatile IScopeCore[] _scopes = [];
    private volatile Link[] _links = [];
    private long _lastLinkId;
    private long _lastUse;
    private ulong _lastInstance;
    private long _lastTick;
    private volatile bool _isLeaving;

    public NodeCore(NodeId self, NodeSettings settings, ICoreEvents events, TimeProvider time)
    {
        Self = self;
        _settings = settings;
        _events = events;
        _time = time;
        _interval = ToTimestamp(settings.HeartbeatInterval);
        _timeout = ToTimestamp(settings.HeartbeatTimeout);
        _lastTick = time.GetTimestamp();
    }

    public NodeId Self { get; }

    /// <summary>The nodes that a link is up to.</summary>
    public IEnumerable<NodeId> LinkedNodes => _links.Select(link => link.Remote);

    /// <summary>True when a link to this node is up, or to whoever has this name.</summary>
    public bool IsLinked(string name)
    {
        lock (_gate)
        {
            return _peers.TryGetValue(name, out var peer) && peer.Current is not null;
        }
    }

    /// <summary>Messages that were dropped because a link's queue was full or no link was there, or that waited for one that was lost.</summary>
    public long DroppedMessages => Interlocked.Read(ref _droppedMessages);

    /// <summary>How many names of peers are kept, linked or not.</summary>
    public int KnownNames
    {
        get
        {
            lock (_gate)
            {
                return _peers.Count;
            }
        }
    }

    public ulong NextInstance() => Planted.Is(PlantedBug.ReopenedUnderOldNumbers) ? 1 : Interlocked.Increment(ref _lastInstance);

    /// <summary>Brings a scope to the peers.</summary>
    /// <exception cref="InvalidOperationException">A scope of this name is open.</exception>
    public void Open(IScopeCore scope)
    {
        Peer[] peers;
        lock (_gate)
        {
            if (_isLeaving)
            {
                throw new ObjectDisposedException(Self.ToString(), $"The node {Self} has stopped; it opens no scopes.");
            }

            if (_scopes.Any(open => open.Name == scope.Name))
            {
                throw new InvalidOperationException(
                    $"The scope \"{scope.Name}\" is open on node {Self.Name} already. Use the one that is open, or dispose it first; two scopes need two names ([RegistryScope(Name = …)]).");
            }

            _scopes = [.. _scopes, scope];
            peers = [.. _peers.Values];
        }

        foreach (var peer in peers)
        {
            lock (peer.Lane)
            {
                if (peer.Current is { } link)
                {
                    scope.LinkUp(link.Remote, link.Id);
                }
            }
        }
    }

    /// <summary>Takes a closed scope away and tells the peers.</summary>
    public void Close(IScopeCore scope)
    {
        lock (_gate)
        {
            _scopes = [.. _scopes.Where(open => open != scope)];
        }

        foreach (var link in _links)
        {
            link.Enqueue(output => ControlFrame.Write(output, FrameKind.ScopeClosed, (long)scope.Instance));
        }
    }

    /// <summary>Time has passed: heartbeats are sent, silent links are taken down.</summary>
    public void Tick()
    {
        var now = _time.GetTimestamp();
        var late = now - _lastTick - (2 * _interval);
        _lastTick = now;
        foreach (var link in _links)
        {
            if (late > 0)
            {
                link.Excuse(late + _interval);
            }

            link.Beat(now, _interval);
            if (link.IsSilent(now, _timeout))
            {
                link.Close($"no heartbeat was echoed for {_settings.HeartbeatTimeout.TotalSeconds:0.###} s");
            }
        }

        CloseLeftovers(now);
        foreach (var scope in _scopes)
        {
            scope.Tick();
        }
    }

    /// <summary>Something is to be sent by some scope: every link has a look.</summary>
    public void WakeLinks()
    {
        foreach (var link in _links)
        {
            link.Connection.Wake();
        }
    }

    /// <summary>Appends what is to be sent on a link; nothing when there is nothing. True: something was left out that takes long, for who wants it brief.</summary>
    public bool Pull(Link link, FrameBuffer output, bool isBrief = false)
    {
        if (link.IsGoodbyeSent)
        {
            return false;
        }

        // Asked first: a Discover that overtook OpenScopes would be of a scope that this does not list, and so be undone by it.
        var isIntroduced = link.IsIntroduced;
        var start = output.Length;
        link.PullControl(output);
        if (!isIntroduced || link.Peer.Current != link)
        {
            return false;
        }

        var isLeft = false;
        var scopes = _scopes;
        for (var i = 0; i < scopes.Length; i++)
        {
            isLeft |= scopes[(link.NextScope + i) % scopes.Length].Pull(link.Remote, link.Id, output, _settings.PullBytes, isBrief);
        }

        link.NextScope = scopes.Length == 0 ? 0 : (link.NextScope + 1) % scopes.Length;
        link.PullMessages(output);
        if (output.Length == start && link.IsGoodbyeDue && !isLeft)
        {
            link.IsGoodbyeSent = true;
            ControlFrame.Write(output, FrameKind.Goodbye);
        }

        return isLeft;
    }

    /// <summary>From now on no connection is taken, no scope opened; what is queued goes out, and Goodbye last.</summary>
    public void BeginLeaving()
    {
        lock (_gate)
        {
            _isLeaving = true;
        }

        foreach (var link in _links)
        {
            link.IsGoodbyeDue = true;
            link.Connection.Wake();
        }
    }

    /// <summary>Ends all links at once.</summary>
    public void CloseLinks(string reason)
    {
        foreach (var link in _links)
        {
            link.Close(reason);
        }
    }

    private long ToTimestamp(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    private Peer PeerNamed(string name)
    {
        lock (_gate)
        {
            if (!_peers.TryGetValue(name, out var peer))
            {
                _peers.Add(name, peer = new Peer(name));
            }

            return peer;
        }
    }
}
