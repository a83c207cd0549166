using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <content>
/// Lost peers that may come back: their entries have left every view, and are kept aside for a while, within bounds (invariant 10), so that
/// a link that returns costs what changed meanwhile.
/// </content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    /// <summary>Of so many lost peers at most something is kept, be it that they had nothing: names can be made up without end (invariant 10).</summary>
    private const int MaxRetainedPeers = 1024;

    /// <summary>Oldest first.</summary>
    private readonly List<HiddenState<TKey, TValue>> _retained = [];

    private long _ticks;

    /// <summary>
    /// What may be kept of a peer whose link is lost: a state of its log without gaps. Null when there is none, or it is too much.
    /// </summary>
    private HiddenState<TKey, TValue>? RetainFrom(PeerView<TKey, TValue> view, LeaveReason reason)
    {
        if (reason != LeaveReason.NodeDown || view.AwaitsResync)
        {
            return null;
        }

        return view.Hidden
            ?? (view is { IsComplete: true, Origin: { } origin } && origin.Count <= _settings.MaxRetainedEntries
                ? new HiddenState<TKey, TValue>(origin, view.LastNumber)
                : null);
    }

    private void Retain(HiddenState<TKey, TValue> hidden)
    {
        hidden.Since = _ticks;
        hidden.Target = null;
        _retained.Add(hidden);
        while (_retained.Count > MaxRetainedPeers || _retained.Sum(static kept => (long)kept.Entries.Count) > _settings.MaxRetainedEntries)
        {
            _retained.RemoveAt(0);
        }
    }

    /// <summary>What is kept of a node that is linked again; what was kept of another node of its name will not be asked for any more.</summary>
    private HiddenState<TKey, TValue>? TakeRetained(NodeId node)
    {
        var hidden = _retained.Find(kept => kept.Origin.Node == node);
        _retained.RemoveAll(kept => kept.Origin.Node.Name == node.Name);
        return hidden;
    }

    private void ForgetOldRetained()
    {
        _ticks++;
        _retained.RemoveAll(kept => _ticks - kept.Since > _settings.RetentionTicks);
    }

    /// <summary>The peer goes on from what is held; if that is hidden, it can be seen once the log was applied up to here.</summary>
    private void ReceiveResume(PeerView<TKey, TValue> view, long target)
    {
        using (_gate.Enter())
        {
            if (_isClosed)
            {
                return;
            }

            if (view.Hidden is not { } hidden)
            {
                view.AppliedDue |= view.IsComplete;
                return;
            }

            if (target < hidden.LastNumber)
            {
                view.Hidden = null;
                AskForResync(view, hidden.LastNumber, target);
                return;
            }

            hidden.Target = target;
            view.LastNumber = hidden.LastNumber;
        }

        RevealIfDue(view);
    }

    /// <summary>Operations of the peer on what is hidden: nobody is told, because nobody knows of it.</summary>
    private void ApplyHidden(PeerView<TKey, TValue> view, HiddenState<TKey, TValue> hidden, long first, long last, ReadOnlySpan<Operation<TKey, TValue>> operations)
    {
        using (_gate.Enter())
        {
            if (_isClosed || hidden.Target is null)
            {
                return;
            }

            if (first != hidden.LastNumber + 1)
            {
                view.Hidden = null;
                AskForResync(view, hidden.LastNumber + 1, first);
                return;
            }
        }

        // Only this lane knows of these entries, so no lock is needed, however many they are.
        foreach (ref readonly var operation in operations)
        {
            if (!TryApplyHidden(hidden, operation))
            {
                using (_gate.Enter())
                {
                    view.Hidden = null;
                    AskForResync(view, first, operation.Tag);
                    return;
                }
            }
        }

        using (_gate.Enter())
        {
            hidden.LastNumber = view.LastNumber = last;
        }

        RevealIfDue(view);
    }

    private static bool TryApplyHidden(HiddenState<TKey, TValue> hidden, in Operation<TKey, TValue> operation)
    {
        var entries = hidden.Entries;
        switch (operation.Kind)
        {
            case OperationKind.Join:
                if (entries.AtSlot(operation.Slot) is { } stale)
                {
                    entries.Remove(stale);
                }

                entries.Add(EntryOf(hidden.Origin, operation));
                return true;
            case OperationKind.End:
                var place = 0;
                switch (Planted.Is(PlantedBug.HiddenNotUpdated) ? null : entries.OfProcess(operation.Serial))
                {
                    case StoredEntry<TKey, TValue> only:
                        entries.Remove(only);
                        break;
                    case EntryBag<TKey, TValue> bag:
                        while (bag.Next(ref place) is { } entry)
                        {
                            entries.Remove(entry);
                        }

                        break;
                }

                return true;
            default:
                if (entries.Find(operation.Slot, operation.Tag) is not { } held)
                {
                    return false;
                }

                if (operation.Kind == OperationKind.Leave)
                {
                    entries.Remove(held);
                }
                else
                {
                    entries.Replace(held, held.With(operation.Value));
                }

                return true;
        }
    }

    /// <summary>Everything becomes visible again, in the order of tags, some entries in each hold of the lock.</summary>
    private void RevealIfDue(PeerView<TKey, TValue> view)
    {
        if (view.Hidden is not { Target: { } target } hidden || hidden.LastNumber < target)
        {
            return;
        }

        var plan = TagList.Of(hidden.Entries, long.MaxValue);
        var next = 0;
        while (true)
        {
            using (_gate.Enter())
            {
                if (_isClosed)
                {
                    return;
                }

                if (view.Origin is null)
                {
                    view.Origin = hidden.Origin;
                    Store.AddOrigin(hidden.Origin);
                }

                for (var i = 0; i < _settings.SliceEntries && next < plan.Count; i++, next++)
                {
                    var entry = hidden.Entries.Find(plan.SlotAt(next), plan.TagAt(next))!;
                    hidden.Entries.Remove(entry);
                    Add(entry);
                }

                if (next == plan.Count)
                {
                    view.Hidden = null;
                    view.IsComplete = true;
                    view.AwaitsResync = false;
                    view.AppliedDue = true;
                    _sink.Synced(view.Node);
                    return;
                }
            }

            _gate.LetOthersIn();
        }
    }
}
