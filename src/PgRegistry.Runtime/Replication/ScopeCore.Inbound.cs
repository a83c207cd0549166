using System.Runtime.InteropServices;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <content>
/// Operations from peers. A frame is decoded whole before any of it is applied, so a malformed one changes nothing; what is out of
/// sequence changes nothing either, and a gap asks for a resync (invariant 8).
/// </content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    public void Receive(NodeId node, ulong from, FrameKind kind, ref MessagePackReader reader)
    {
        PeerView<TKey, TValue>? view;
        lock (_gate)
        {
            if (_isClosed || !_peers.TryGetValue(node, out view) || !view.IsAttached || view.Instance != from)
            {
                return;
            }
        }

        switch (kind)
        {
            case FrameKind.Delta:
                ReceiveDelta(view, ref reader);
                break;
            case FrameKind.SyncBegin:
                ReceiveSyncBegin(view, ReadNumber(ref reader));
                break;
            case FrameKind.SyncChunk:
                ReceiveSyncChunk(view, ref reader);
                break;
            case FrameKind.SyncEnd:
                ReceiveSyncEnd(view, ReadNumber(ref reader));
                break;
            case FrameKind.Resume:
                ReceiveResume(view, ReadNumber(ref reader));
                break;
            case FrameKind.Applied:
                ReceiveApplied(view, ReadNumber(ref reader));
                break;
            default:
                lock (_gate)
                {
                    view.AppliedDue = true;
                }

                break;
        }

        // Most frames ask for no answer; waking every link for each of them would be work for nothing.
        bool isAnswerDue;
        lock (_gate)
        {
            isAnswerDue = view.DiscoverDue is not null || (view.AppliedDue && view.IsComplete);
        }

        if (isAnswerDue)
        {
            _outputReady();
        }
    }

    private static long ReadNumber(ref MessagePackReader reader)
    {
        var number = reader.ReadInt64();
        return number is >= 0 and < long.MaxValue ? number : throw new WireFormatException($"{number} is no log number.");
    }

    private void ReceiveApplied(PeerView<TKey, TValue> view, long number)
    {
        lock (_gate)
        {
            if (number <= _log.LastNumber && number > view.Acknowledged)
            {
                view.Acknowledged = number;
                CheckApplyWaiters();
            }
        }
    }

    private void ReceiveDelta(PeerView<TKey, TValue> view, ref MessagePackReader reader)
    {
        var first = ReadNumber(ref reader);
        var last = ReadNumber(ref reader);
        var records = new MessagePackReader(reader.ReadBytesSpan());
        var operations = new List<Operation<TKey, TValue>>();
        var number = first;
        while (!records.End)
        {
            number = _codec.ReadRecord(ref records, number, operations);
        }

        if (operations.Count == 0 || number != last + 1)
        {
            throw new WireFormatException($"A Delta says that it holds the operations {first} to {last}, but it ends at {number - 1}.");
        }

        if (view.Hidden is { } hidden)
        {
            ApplyHidden(view, hidden, first, last, CollectionsMarshal.AsSpan(operations));
        }
        else
        {
            Apply(view, first, last, CollectionsMarshal.AsSpan(operations));
        }
    }

    private void Apply(PeerView<TKey, TValue> view, long first, long last, ReadOnlySpan<Operation<TKey, TValue>> operations)
    {
        var next = 0;
        var place = 0;
        var isFirst = true;
        while (next < operations.Length)
        {
            lock (_gate)
            {
                if (isFirst && !IsNextInOrder(view, first))
                {
                    return;
                }

                isFirst = false;

                while (next < operations.Length && !_isClosed)
                {
                    if (operations[next].Kind == OperationKind.End)
                    {
                        // The end of a process is one operation for any number of entries: the only one that is applied in slices.
                        if (RemoveSlice(view.Origin!.OfProcess(operations[next].Serial), ref place, LeaveReason.Exited))
                        {
                            break;
                        }

                        place = 0;
                        next++;
                    }
                    else
                    {
                        next += ApplyTogether(view, operations[next..]);
                    }
                }

                if (_isClosed)
                {
                    return;
                }

                if (next == operations.Length)
                {
                    view.LastNumber = last;
                }
            }
        }
    }

    private bool IsNextInOrder(PeerView<TKey, TValue> view, long first)
    {
        if (_isClosed || view.Origin is null)
        {
            return false;
        }

        if (first == view.LastNumber + 1 || Planted.Is(PlantedBug.GapIgnored))
        {
            view.AwaitsResync &= !view.IsComplete;
            return true;
        }

        AskForResync(view, view.LastNumber + 1, first);
        return false;
    }

    private void AskForResync(PeerView<TKey, TValue> view, long expected, long found)
    {
        if (!view.AwaitsResync)
        {
            view.AwaitsResync = true;
            view.DiscoverDue = DiscoverPurpose.Resync;
            _events.OutOfSequence(Name, view.Node, expected, found);
        }
    }

    /// <summary>
    /// An operation on an entry that is not held: during a sync a later chunk will tell; otherwise something went wrong, and the
    /// peer's whole state is asked for.
    /// </summary>
    private void Missing(PeerView<TKey, TValue> view, long tag)
    {
        if (view.SyncIn is { } sync && tag > sync.Cursor && tag <= sync.Target)
        {
            return;
        }

        view.IsComplete = false;
        AskForResync(view, view.LastNumber + 1, tag);
    }
}
