using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <content>
/// Which connection is the link. Of two nodes the ordinally smaller name chooses and says so with Use; a later Use replaces the
/// link, and what is held stays. Everything here happens on the peer's lane.
/// </content>
internal sealed partial class NodeCore
{
    /// <summary>A connection has passed the handshake.</summary>
    public Link Connected(ILinkConnection connection)
    {
        var remote = connection.Remote;
        while (true)
        {
            var peer = PeerNamed(remote.Name);
            lock (peer.Lane)
            {
                if (!peer.IsForgotten)
                {
                    return Connected(peer, connection);
                }
            }
        }
    }

    private Link Connected(Peer peer, ILinkConnection connection)
    {
        var remote = connection.Remote;
        var link = new Link(peer, connection, Interlocked.Increment(ref _lastLinkId), _time.GetTimestamp());
        if (_isLeaving || peer.Departed == remote)
        {
            link.Close(_isLeaving ? "this node is leaving" : $"{remote} has said Goodbye", isRefusal: true);
            return link;
        }

        peer.Candidates.Add(link);
        if (peer.Current is { } current && current.Remote != remote && !Planted.Is(PlantedBug.ClaimantBelieved))
        {
            // Two claim one name: the older one stays if it proves to be alive.
            Probe(current);
        }
        else if (IsChooser(peer))
        {
            if (peer.Current is not null && connection.IsOutgoing)
            {
                // This node dials only without a link, so another connection was faster.
                peer.Candidates.Remove(link);
                link.Close("another connection became the link");
            }
            else
            {
                Choose(peer, link);
            }
        }

        return link;
    }

    /// <summary>A connection is gone, whoever closed it.</summary>
    public void Disconnected(Link link, string detail)
    {
        var peer = link.Peer;
        Interlocked.Add(ref _droppedMessages, link.DropMessages());
        lock (peer.Lane)
        {
            peer.Candidates.Remove(link);
            peer.Former.Remove(link);
            if (peer.Current != link && !Planted.Is(PlantedBug.StaleLinkDownObeyed))
            {
                return;
            }

            TakeDown(peer, link, LeaveReason.NodeDown, detail);
        }
    }

    private bool IsChooser(Peer peer) => string.CompareOrdinal(Self.Name, peer.Name) < 0;

    private void Choose(Peer peer, Link link)
    {
        link.Number = Interlocked.Increment(ref _lastUse);
        link.Enqueue(output => ControlFrame.Write(output, FrameKind.Use, link.Number));
        Up(peer, link);
    }

    private void Chosen(Link link, long number)
    {
        var peer = link.Peer;
        if (IsChooser(peer) || !peer.Candidates.Contains(link) || number <= 0)
        {
            return;
        }

        if (peer.Current is { } current)
        {
            if (current.Remote != link.Remote)
            {
                // Remembered until it is known whether the holder of the name still lives.
                link.Number = number;
                return;
            }

            if (number <= peer.LastUse)
            {
                peer.Candidates.Remove(link);
                link.Close("a later connection is the link");
                return;
            }
        }

        link.Number = number;
        Up(peer, link);
    }

    private void Up(Peer peer, Link link)
    {
        peer.Candidates.Remove(link);
        peer.LastUse = link.Number;
        var former = peer.Current;
        IScopeCore[] scopes;
        Link[] others;
        lock (_gate)
        {
            peer.Current = link;
            others = [.. _links.Where(other => other != former)];
            _links = [.. others, link];
            scopes = _scopes;
        }

        if (former is not null && IsChooser(peer))
        {
            peer.Former.Add(former);
        }
        else
        {
            former?.Close("another connection became the link");
        }

        link.Begin(_time.GetTimestamp());
        link.Beat(_time.GetTimestamp(), _interval);
        // The news that a scope was closed may have been lost with the former link.
        link.Enqueue(output => ControlFrame.Write(output, FrameKind.OpenScopes, [.. scopes.Select(scope => (long)scope.Instance)]));
        link.IsIntroduced = true;
        foreach (var scope in scopes)
        {
            scope.LinkUp(link.Remote, link.Id);
        }

        ShareAddresses(link, others);
        if (_isLeaving)
        {
            // Only ever set: whoever begins to leave just now may have set it already.
            link.IsGoodbyeDue = true;
        }

        _events.PeerUp(link.Remote, replaced: former is not null);
        link.Connection.Wake();
    }

    private void TakeDown(Peer peer, Link link, LeaveReason reason, string detail)
    {
        lock (_gate)
        {
            peer.Current = null;
            _links = [.. _links.Where(other => other != link)];
        }

        foreach (var scope in _scopes)
        {
            if (reason != LeaveReason.NodeLeft || !Planted.Is(PlantedBug.GoodbyeKeepsEntries))
            {
                scope.PeerGone(link.Remote, reason);
            }
        }

        _events.PeerGone(link.Remote, reason, detail);
        CloseFormer(peer);
        UseNext(peer);
    }

    /// <summary>
    /// What came before a link that is lost. The other side may never have heard of that one, and take the former one for the link; so it
    /// learns at once that it is not, and not by the silence.
    /// </summary>
    private static void CloseFormer(Peer peer)
    {
        foreach (var former in peer.Former)
        {
            former.Close("the connection that became the link was lost");
        }

        peer.Former.Clear();
    }

    /// <summary>A connection that waited while the former link was in use becomes the link, as soon as this side may say so.</summary>
    private void UseNext(Peer peer)
    {
        if (_isLeaving || peer.Candidates.LastOrDefault(candidate => IsChooser(peer) || candidate.Number > 0) is not { } next)
        {
            return;
        }

        if (IsChooser(peer))
        {
            Choose(peer, next);
        }
        else
        {
            Up(peer, next);
        }
    }

    private void Departed(Peer peer, Link link)
    {
        peer.Departed = link.Remote;
        foreach (var other in peer.Candidates.Concat(peer.Former).Where(candidate => candidate.Remote == link.Remote).ToArray())
        {
            peer.Candidates.Remove(other);
            peer.Former.Remove(other);
            other.Close("the other side said Goodbye");
        }

        link.Close("the other side said Goodbye");
        TakeDown(peer, link, LeaveReason.NodeLeft, "it said Goodbye");
    }

    private void Probe(Link current)
    {
        if (current.Probe == 0)
        {
            current.Probe = current.Beat(_time.GetTimestamp(), _interval, isForced: true);
        }
    }

    private void ProvedAlive(Peer peer, Link current)
    {
        current.Probe = 0;
        foreach (var claimant in peer.Candidates.Where(candidate => candidate.Remote != current.Remote).ToArray())
        {
            peer.Candidates.Remove(claimant);
            claimant.Close($"the name \"{peer.Name}\" is in use by {current.Remote}, which is alive", isRefusal: true);
            _events.NameInUse(claimant.Remote, current.Remote);
        }
    }

    private void CloseLeftovers(long now)
    {
        Peer[] peers;
        lock (_gate)
        {
            peers = [.. _peers.Values];
        }

        foreach (var peer in peers)
        {
            // Who holds the lane is at work on this peer; the next tick is early enough.
            if (!peer.Lane.TryEnter())
            {
                continue;
            }

            try
            {
                foreach (var candidate in peer.Candidates.Where(candidate => now - candidate.Since > _timeout + _timeout).ToArray())
                {
                    peer.Candidates.Remove(candidate);
                    candidate.Close("it was never chosen as the link");
                }

                foreach (var former in peer.Former.Where(former => former.IsSilent(now, _timeout)).ToArray())
                {
                    peer.Former.Remove(former);
                    former.Close("another connection became the link");
                }

                ForgetIfIdle(peer, now);
            }
            finally
            {
                peer.Lane.Exit();
            }
        }
    }

    /// <summary>Names come and go with machines; those that nobody has had for a while are not kept (invariant 10). On the lane.</summary>
    private void ForgetIfIdle(Peer peer, long now)
    {
        if (peer.Current is not null || peer.Candidates.Count > 0 || peer.Former.Count > 0)
        {
            peer.IdleSince = null;
        }
        else if (now - (peer.IdleSince ??= now) > 4 * _timeout)
        {
            peer.IsForgotten = true;
            lock (_gate)
            {
                _peers.Remove(peer.Name);
            }
        }
    }

    /// <summary>The new peer hears of all others, and they of it.</summary>
    private static void ShareAddresses(Link link, Link[] others)
    {
        var known = others.Where(other => other.Connection.RemoteAddress is not null).ToArray();
        if (known.Length > 0)
        {
            link.Enqueue(output => AddressesFrame.Write(output, known));
        }

        if (link.Connection.RemoteAddress is not null)
        {
            foreach (var other in others)
            {
                other.Enqueue(output => AddressesFrame.Write(output, link));
            }
        }
    }
}
