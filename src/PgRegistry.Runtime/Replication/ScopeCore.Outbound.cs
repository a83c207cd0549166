using PgRegistry.Store;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <content>
/// What peers are sent. Nothing is queued for a peer: its cursor pulls from the log when its link can send, and a sync is cut chunk
/// by chunk from the living state.
/// </content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    public bool Pull(NodeId node, long link, FrameBuffer output, int budget, bool isBrief)
    {
        var isMore = true;
        while (isMore)
        {
            OutgoingSync? unplanned;
            using (_gate.Enter())
            {
                if (_isClosed || !_peers.TryGetValue(node, out var view) || view.Link != link)
                {
                    return false;
                }

                if (isBrief && view.IsAttached && (view.SyncOut is not null || !_log.Holds(view.Cursor.Number)))
                {
                    return true;
                }

                isMore = PullSome(view, output, budget, out unplanned);
            }

            if (unplanned is not null)
            {
                // Sorting a million tags takes its time; writers go on meanwhile.
                var plan = TagList.Of(Store.Own, unplanned.Target);
                using (_gate.Enter())
                {
                    unplanned.Plan = plan;
                }
            }

            if (isMore)
            {
                _gate.LetOthersIn();
            }
        }

        return false;
    }

    private bool PullSome(PeerView<TKey, TValue> view, FrameBuffer output, int budget, out OutgoingSync? unplanned)
    {
        unplanned = null;
        if (view.DiscoverDue is { } purpose)
        {
            view.DiscoverDue = null;
            WriteDiscover(view, purpose, output);
        }

        if (!view.IsAttached || output.Length >= budget)
        {
            return false;
        }

        if (view.AppliedDue && view.IsComplete)
        {
            view.AppliedDue = false;
            view.AppliedReported = view.LastNumber;
            WriteNumbered(output, FrameKind.Applied, view, view.LastNumber);
        }

        if (view.SyncOut is null && !_log.Holds(view.Cursor.Number) && Planted.Is(PlantedBug.CursorFellOffUnnoticed))
        {
            view.Cursor = new LogCursor { Number = _log.LastNumber };
        }

        if (view.SyncOut is null && !_log.Holds(view.Cursor.Number))
        {
            view.SyncOut = new OutgoingSync();
            view.Acknowledged = -1;
        }

        if (view.SyncOut is { HasBegun: false } fresh)
        {
            fresh.HasBegun = true;
            fresh.Target = _log.LastNumber;
            view.Cursor = new LogCursor { Number = fresh.Target };
            WriteNumbered(output, FrameKind.SyncBegin, view, fresh.Target);
            unplanned = fresh;
            return true;
        }

        if (view.ResumeDue)
        {
            view.ResumeDue = false;
            if (view.SyncOut is null)
            {
                WriteNumbered(output, FrameKind.Resume, view, _log.LastNumber);
            }
        }

        if (view.SyncOut is { Plan: not null } early && Planted.Is(PlantedBug.ChunkOvertaken))
        {
            PullChunk(view, early, output);
        }

        if (!PullDeltas(view, output, budget))
        {
            return view.SyncOut is { HasBegun: false };
        }

        if (view.SyncOut is { Plan: not null } sync)
        {
            PullChunk(view, sync, output);
            if (view.SyncOut is not null)
            {
                // The next one in another hold of the lock, behind what was changed until then.
                return output.Length < Math.Min(budget, _settings.SyncChunkBytes);
            }
        }

        if (view.ApplyQueryDue)
        {
            view.ApplyQueryDue = false;
            WriteApplyQuery(output, view);
        }

        return false;
    }

    /// <summary>Sends the log up to its end; false when the budget ran out, or the cursor fell off on the way.</summary>
    private bool PullDeltas(PeerView<TKey, TValue> view, FrameBuffer output, int budget)
    {
        while (view.Cursor.Number < _log.LastNumber)
        {
            if (output.Length >= budget)
            {
                return false;
            }

            if (!_log.Holds(view.Cursor.Number))
            {
                view.SyncOut = new OutgoingSync();
                view.Acknowledged = -1;
                return false;
            }

            var first = view.Cursor.Number + 1;
            var bytes = _log.After(ref view.Cursor, out var last);
            output.BeginFrame();
            var writer = WriteHeader(output, FrameKind.Delta, view, 6);
            writer.Write(first);
            writer.Write(last);
            writer.Write(bytes);
            writer.Flush();
            output.EndFrame();
        }

        return true;
    }

    /// <summary>Every delta up to now has been written before, so the chunk is exact at its place in the stream.</summary>
    private void PullChunk(PeerView<TKey, TValue> view, OutgoingSync sync, FrameBuffer output)
    {
        output.BeginFrame();
        var writer = WriteHeader(output, FrameKind.SyncChunk, view, 6);
        var plan = sync.Plan!;
        var first = sync.PlanIndex;
        var index = first;
        writer.Write(sync.Cursor);
        writer.Flush();

        // The upper end is known only after the entries were written; a fixed-width number leaves room for it.
        writer.WriteInt64(0);
        writer.Flush();
        var highEnd = output.Length;
        var block = output.BeginBlock();
        while (index < plan.Count && output.Length - block < _settings.SyncChunkBytes && index - first < _settings.ChunkEntries)
        {
            if (Store.Own.Find(plan.SlotAt(index), plan.TagAt(index)) is { } entry && !_ending.Contains(entry.Serial))
            {
                _codec.WriteEntry(ref writer, entry);
                writer.Flush();
            }

            index++;
        }

        var high = index == plan.Count ? sync.Target : plan.TagAt(index - 1);
        output.PatchInt64(highEnd, high);
        output.EndBlock(block);
        output.EndFrame();
        sync.PlanIndex = index;
        sync.Cursor = high;
        if (index == plan.Count)
        {
            view.SyncOut = null;
            WriteNumbered(output, FrameKind.SyncEnd, view, sync.Target);
            view.ApplyQueryDue |= _applyWaiters.Count > 0;
        }
    }

    private void WriteDiscover(PeerView<TKey, TValue> view, DiscoverPurpose purpose, FrameBuffer output)
    {
        var seen = view.Instance != 0 ? view.Instance : view.RefusedInstance;
        var held = view.IsComplete || Planted.Is(PlantedBug.HalfSyncCounted) ? (view.Instance, view.LastNumber)
            : view.Hidden is { } hidden ? (hidden.Origin.Instance, hidden.LastNumber)
            : (0, 0);
        new DiscoverFrame(Name, Mode, Instance, _schema, purpose, seen, held.Item1, held.Item2).Write(output);
    }

    private void WriteApplyQuery(FrameBuffer output, PeerView<TKey, TValue> view)
    {
        output.BeginFrame();
        WriteHeader(output, FrameKind.ApplyQuery, view, 3).Flush();
        output.EndFrame();
    }

    private void WriteNumbered(FrameBuffer output, FrameKind kind, PeerView<TKey, TValue> view, long number)
    {
        output.BeginFrame();
        var writer = WriteHeader(output, kind, view, 4);
        writer.Write(number);
        writer.Flush();
        output.EndFrame();
    }

    private MessagePackWriter WriteHeader(FrameBuffer output, FrameKind kind, PeerView<TKey, TValue> view, int elements)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(elements);
        writer.Write((byte)kind);
        writer.Write(view.Instance);
        writer.Write(Instance);
        return writer;
    }
}
