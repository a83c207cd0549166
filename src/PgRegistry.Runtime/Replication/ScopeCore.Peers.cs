using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <content>Peers coming and going.</content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    private readonly Dictionary<NodeId, PeerView<TKey, TValue>> _peers = [];

    /// <summary>
    /// The nodes that run a compatible instance and are linked, and whether each is complete here; also while the link is being replaced,
    /// when what is held of them stays.
    /// </summary>
    public List<(NodeId Node, bool IsComplete)> Peers()
    {
        using (_gate.Enter())
        {
            return [.. _peers.Values.Where(view => view.Instance != 0).Select(view => (view.Node, view.IsComplete))];
        }
    }

    /// <summary>The instance that a node runs, as far as is known here; 0 when none is.</summary>
    public ulong InstanceOf(NodeId node)
    {
        using (_gate.Enter())
        {
            return _peers.TryGetValue(node, out var view) ? view.Instance : 0;
        }
    }

    public void LinkUp(NodeId node, long link)
    {
        using (_gate.Enter())
        {
            if (_isClosed)
            {
                return;
            }

            _log.IsRecording = true;
            if (!_peers.TryGetValue(node, out var view))
            {
                _peers.Add(node, view = new PeerView<TKey, TValue>(node) { Hidden = TakeRetained(node) });
            }
            else if (view.Link == link)
            {
                return;
            }

            // Frames of the former link may be lost: both sides say anew what they hold. A sync cut short counts for nothing.
            view.Link = link;
            if (view.IsAttached && Planted.Is(PlantedBug.ReplacedWithoutDiscover))
            {
                return;
            }

            view.IsAttached = false;
            view.SyncIn = null;
            view.SyncOut = null;
            view.Acknowledged = -1;
            view.AwaitsResync = false;
            view.DiscoverDue = DiscoverPurpose.Announce;
        }

        _outputReady();
    }

    public void ReceiveDiscover(NodeId node, in DiscoverFrame frame)
    {
        using (_gate.Enter())
        {
            if (_isClosed || !_peers.TryGetValue(node, out var known))
            {
                return;
            }

            if (known.Instance == frame.Instance || known.Instance == 0)
            {
                Attach(known, frame);
                CheckApplyWaiters();
            }
        }

        // The node runs another instance than the one that is known: that one is closed.
        if (Replaces(node, frame.Instance, out var view))
        {
            DropEntries(view, LeaveReason.ScopeClosed);
            using (_gate.Enter())
            {
                if (!_isClosed)
                {
                    Attach(view, frame);
                    CheckApplyWaiters();
                }
            }
        }

        _outputReady();
    }

    public void PeerScopeClosed(NodeId node, ulong instance)
    {
        PeerView<TKey, TValue>? view;
        using (_gate.Enter())
        {
            if (_isClosed || !_peers.TryGetValue(node, out view) || view.Instance != instance || Planted.Is(PlantedBug.ScopeClosedIgnored))
            {
                return;
            }

            view.IsAttached = false;
        }

        DropEntries(view, LeaveReason.ScopeClosed);
        using (_gate.Enter())
        {
            CheckApplyWaiters();
        }
    }

    public void PeerHasOpen(NodeId node, ReadOnlySpan<ulong> instances)
    {
        if (InstanceOf(node) is var known and not 0 && !instances.Contains(known) && !Planted.Is(PlantedBug.OpenScopesIgnored))
        {
            PeerScopeClosed(node, known);
        }
    }

    public void PeerGone(NodeId node, LeaveReason reason)
    {
        PeerView<TKey, TValue>? view;
        using (_gate.Enter())
        {
            if (_isClosed || !_peers.Remove(node, out view))
            {
                return;
            }
        }

        DropEntries(view, reason);
        using (_gate.Enter())
        {
            CheckApplyWaiters();
        }
    }

    public void Tick()
    {
        var isDue = false;
        using (_gate.Enter())
        {
            ForgetOldRetained();
            foreach (var view in _peers.Values)
            {
                if (view.IsComplete && view.AppliedReported != view.LastNumber)
                {
                    view.AppliedDue = isDue = true;
                }
            }
        }

        if (isDue)
        {
            _outputReady();
        }
    }

    private bool Replaces(NodeId node, ulong instance, out PeerView<TKey, TValue> view)
    {
        using (_gate.Enter())
        {
            view = null!;
            if (_isClosed || !_peers.TryGetValue(node, out view!) || view.Instance == instance || view.RefusedInstance == instance)
            {
                return false;
            }

            view.IsAttached = false;
            return true;
        }
    }

    private void Attach(PeerView<TKey, TValue> view, in DiscoverFrame frame)
    {
        if (frame.SeenInstance != Instance && frame.Purpose != DiscoverPurpose.Resync)
        {
            view.DiscoverDue ??= DiscoverPurpose.Reply;
        }

        if (Refuses(view, frame))
        {
            view.Hidden = null;
            return;
        }

        if (view.Hidden is { } hidden && hidden.Origin.Instance != frame.Instance && !Planted.Is(PlantedBug.InstanceIgnored))
        {
            view.Hidden = null;
        }

        if (view.IsAttached && view.Instance == frame.Instance && frame.Purpose == DiscoverPurpose.Reply)
        {
            return;
        }

        view.Instance = frame.Instance;
        view.IsAttached = true;
        CompareMessages(view, frame);

        if ((frame.HeldInstance == Instance || (frame.HeldInstance != 0 && Planted.Is(PlantedBug.InstanceIgnored))) && _log.Holds(frame.HeldNumber))
        {
            view.SyncOut = null;
            view.Cursor = new LogCursor { Number = frame.HeldNumber };
            view.ResumeDue = true;
        }
        else
        {
            view.SyncOut = new OutgoingSync();
        }

        // What is held may be hidden there; the node says anew what it has applied.
        view.Acknowledged = -1;

        view.ApplyQueryDue = _applyWaiters.Count > 0;
    }

    private void CompareMessages(PeerView<TKey, TValue> view, in DiscoverFrame frame)
    {
        var difference = SchemaText.MessageDifference(_schema, frame.Schema);
        view.AcceptsMessages = difference is null;
        if (view.MessagesComparedInstance == frame.Instance)
        {
            return;
        }

        view.MessagesComparedInstance = frame.Instance;
        if (difference is not null)
        {
            _events.MessagesRefused(Name, view.Node, difference);
        }
        else if (SchemaText.UnknownCases(_schema, frame.Schema) is { } cases)
        {
            _events.CasesUnknown(Name, view.Node, cases);
        }
    }

    private bool Refuses(PeerView<TKey, TValue> view, in DiscoverFrame frame)
    {
        var difference = frame.Mode != Mode
            ? $"its keys are {frame.Mode} there and {Mode} here"
            : SchemaText.Difference(_schema, frame.Schema);
        if (difference is null || Planted.Is(PlantedBug.SchemaIgnored))
        {
            return false;
        }

        if (view.RefusedInstance != frame.Instance)
        {
            view.RefusedInstance = frame.Instance;
            _events.SchemaRefused(Name, view.Node, difference);
        }

        return true;
    }

    /// <summary>
    /// Takes all entries of a node out, some at a time, so that writers of this node never wait long. If it may come back, they are kept aside.
    /// </summary>
    private void DropEntries(PeerView<TKey, TValue> view, LeaveReason reason)
    {
        HiddenState<TKey, TValue>? hidden;
        using (_gate.Enter())
        {
            hidden = RetainFrom(view, reason);
        }

        var slot = 0;
        var isMore = true;
        while (isMore)
        {
            using (_gate.Enter())
            {
                var origin = view.Origin;
                if (_isClosed || origin is null)
                {
                    view.Instance = 0;
                    view.Hidden = null;
                    if (hidden is not null && !_isClosed)
                    {
                        Retain(hidden);
                    }

                    return;
                }

                for (var i = 0; i < _settings.SliceEntries && isMore; i++)
                {
                    if (origin.Next(ref slot) is { } entry)
                    {
                        Remove(entry, reason);
                        hidden?.Entries.Add(entry);
                    }
                    else
                    {
                        isMore = false;
                    }
                }

                if (!isMore)
                {
                    Store.RemoveOrigin(origin);
                    view.Origin = null;
                    view.SyncIn = null;
                    view.SyncOut = null;
                    view.Instance = 0;
                    view.LastNumber = 0;
                    view.AppliedReported = 0;
                    view.IsComplete = false;
                    view.AwaitsResync = false;
                    view.Hidden = null;
                    if (hidden is not null)
                    {
                        Retain(hidden);
                    }
                }
            }

            _gate.LetOthersIn();
        }
    }
}
