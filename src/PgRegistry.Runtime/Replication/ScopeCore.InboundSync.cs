using PgRegistry.Store;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <content>
/// A peer's whole state, in ranges of tags. What differs from what is held is fed through the path of live changes, so that
/// subscribers see one net event for each difference (invariant 7).
/// </content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    private void ReceiveSyncBegin(PeerView<TKey, TValue> view, long target)
    {
        Origin<TKey, TValue> origin;
        using (_gate.Enter())
        {
            if (_isClosed)
            {
                return;
            }

            // What a log numbered once it does not number anew: two entries would have one identity (invariant 4).
            if (target < view.LastNumber)
            {
                throw new WireFormatException($"A sync up to {target} of a log that has come to {view.LastNumber}.");
            }

            // It missed more than the peer's log has, so everything comes anew.
            view.Hidden = null;
            if (view.Origin is null)
            {
                view.Origin = new Origin<TKey, TValue>(view.Node, view.Instance, isLocal: false, _values);
                Store.AddOrigin(view.Origin);
            }

            origin = view.Origin;
            view.IsComplete = false;
            view.AwaitsResync = false;
        }

        // No frame of this peer comes meanwhile, so nothing that is listed can change.
        var held = TagList.Of(origin, target);
        using (_gate.Enter())
        {
            view.LastNumber = target;
            view.SyncIn = new IncomingSync(target, held);
        }
    }

    private void ReceiveSyncChunk(PeerView<TKey, TValue> view, ref MessagePackReader reader)
    {
        var low = ReadNumber(ref reader);
        var high = ReadNumber(ref reader);
        var block = new MessagePackReader(reader.ReadBytesSpan());
        using var incoming = IncomingOperations<TKey, TValue>.Rent();
        var entries = incoming.List;
        var previous = low;
        while (!block.End)
        {
            var entry = _codec.ReadEntry(ref block);
            if (entry.Tag <= previous || entry.Tag > high)
            {
                throw new WireFormatException($"A chunk of the tags {low} to {high} has {entry.Tag} after {previous}.");
            }

            previous = entry.Tag;
            entries.Add(entry);
        }

        var next = 0;
        var isFirst = true;
        var isMore = true;
        while (isMore)
        {
            using (_gate.Enter())
            {
                if (_isClosed || view.SyncIn is not { } sync)
                {
                    return;
                }

                if (isFirst && (sync.Cursor != low || high > sync.Target || high < low))
                {
                    AskForResync(view, sync.Cursor, low);
                    return;
                }

                isFirst = false;
                isMore = MergeSlice(view.Origin!, sync, high, entries, ref next);
            }

            // Also behind the last: another chunk follows.
            _gate.LetOthersIn();
        }
    }

    /// <summary>Merges some of a range in the order of tags: held but absent → gone, different → updated, unknown → joined.</summary>
    private bool MergeSlice(Origin<TKey, TValue> origin, IncomingSync sync, long high, List<Operation<TKey, TValue>> entries, ref int next)
    {
        for (var i = 0; i < _settings.SliceEntries; i++)
        {
            var heldTag = sync.HeldIndex < sync.Held.Count ? sync.Held.TagAt(sync.HeldIndex) : long.MaxValue;
            var entryTag = next < entries.Count ? entries[next].Tag : long.MaxValue;
            if (Math.Min(heldTag, entryTag) > high)
            {
                sync.Cursor = high;
                return false;
            }

            sync.Cursor = Math.Min(heldTag, entryTag);
            var held = heldTag <= entryTag ? origin.Find(sync.Held.SlotAt(sync.HeldIndex++), heldTag) : null;
            if (heldTag < entryTag)
            {
                if (held is not null)
                {
                    Remove(held, LeaveReason.Missed);
                }

                continue;
            }

            Merge(origin, held, entries[next++]);
        }

        return true;
    }

    private void Merge(Origin<TKey, TValue> origin, StoredEntry<TKey, TValue>? held, in Operation<TKey, TValue> entry)
    {
        if (held is null)
        {
            Join(origin, entry);
        }
        else if (!_values.Equals(held.Value, entry.Value))
        {
            if (Planted.Is(PlantedBug.EventDroppedInResync))
            {
                Store.Replace([held], [held.With(entry.Value)]);
                return;
            }

            Replace([held], [held.With(entry.Value)]);
        }
    }

    private void ReceiveSyncEnd(PeerView<TKey, TValue> view, long target)
    {
        using (_gate.Enter())
        {
            // Something was missing on the way: this sync counts for nothing, the one that was asked for will.
            if (_isClosed || view.SyncIn is not { } sync || view.AwaitsResync)
            {
                return;
            }

            if (sync.Target != target || sync.Cursor != target)
            {
                AskForResync(view, sync.Cursor, target);
                return;
            }

            view.SyncIn = null;
            view.IsComplete = true;
            view.AppliedDue = true;
            _sink.Synced(view.Node);
        }
    }
}
