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
        using (_gate.Enter())
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
                using (_gate.Enter())
                {
                    view.AppliedDue = true;
                }

                break;
        }

        // Most frames ask for no answer; waking every link for each of them would be work for nothing.
        bool isAnswerDue;
        using (_gate.Enter())
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
        using (_gate.Enter())
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
        using var incoming = IncomingOperations<TKey, TValue>.Rent();
        var operations = incoming.List;
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
            Apply(view, first, CollectionsMarshal.AsSpan(operations));
        }
    }

    private void Apply(PeerView<TKey, TValue> view, long first, ReadOnlySpan<Operation<TKey, TValue>> operations)
    {
        var next = 0;
        var place = 0;
        while (next < operations.Length)
        {
            using (_gate.Enter())
            {
                if (_isClosed || (next == 0 && place == 0 && !IsNextInOrder(view, first)))
                {
                    return;
                }

                ApplySlice(view, operations, ref next, ref place);

                // What is applied so far counts already: between two slices this is a prefix of the peer's log like any other (invariant 1).
                view.LastNumber = first + next - 1;
            }

            _gate.LetOthersIn();
        }
    }

    /// <summary>Applies some operations; what was published together is in one slice, but for the end of a process, which takes as many as it needs.</summary>
    private void ApplySlice(PeerView<TKey, TValue> view, ReadOnlySpan<Operation<TKey, TValue>> operations, ref int next, ref int place)
    {
        var budget = _settings.SliceEntries;
        while (next < operations.Length && (budget > 0 || operations[next - 1].Continues))
        {
            if (operations[next].Kind == OperationKind.End)
            {
                if (RemoveSlice(view.Origin!.OfProcess(operations[next].Serial), ref place, ref budget, LeaveReason.Exited))
                {
                    return;
                }

                place = 0;
                next++;
            }
            else
            {
                var applied = ApplyTogether(view, operations[next..]);
                budget -= applied;
                next += applied;
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
