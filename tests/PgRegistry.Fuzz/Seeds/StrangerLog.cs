using PgRegistry.Fuzz.Mutation;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>
/// The log of one scope instance of a stranger, as far as it was told: which number comes next, and which entries are held of it. So
/// frames can be made that are in sequence and about entries that are there.
/// </summary>
internal sealed class StrangerLog(ulong to, ulong from)
{
    public ulong To { get; } = to;

    public ulong From { get; } = from;

    public long LastNumber { get; set; }

    /// <summary>Where a sync stands that has begun and not ended.</summary>
    public (long Cursor, long Target)? Sync { get; set; }

    /// <summary>By slot: the tag and the serial of the process.</summary>
    public SortedDictionary<int, (long Tag, long Serial)> Held { get; } = [];

    /// <summary>What was told before a frame of a play, for each instance of the node.</summary>
    public static IReadOnlyList<StrangerLog> Before(Play play, int index)
    {
        var logs = new Dictionary<ulong, StrangerLog>();
        foreach (var (_, frame) in play.Frames.Take(index))
        {
            var values = Node.Parse(frame).Children;
            if ((FrameKind)frame[1] is >= FrameKind.Delta and <= FrameKind.SyncEnd and var kind)
            {
                var (to, from) = (Number(values[1]), Number(values[2]));
                if (!logs.TryGetValue(to, out var log) || log.From != from)
                {
                    logs[to] = log = new StrangerLog(to, from);
                }

                log.Take(kind, values);
            }
        }

        return [.. logs.Values];
    }

    public void Remove(long serial)
    {
        foreach (var slot in Held.Where(pair => pair.Value.Serial == serial).Select(pair => pair.Key).ToArray())
        {
            Held.Remove(slot);
        }
    }

    private static ulong Number(Node node) => Raw.ToNumber(node.Bytes)!.Value;

    private void Take(FrameKind kind, List<Node> values)
    {
        switch (kind)
        {
            case FrameKind.SyncBegin:
                LastNumber = (long)Number(values[3]);
                Sync = (0, LastNumber);
                break;
            case FrameKind.SyncChunk:
                Sync = ((long)Number(values[4]), Sync!.Value.Target);
                foreach (var entry in values[5].Children.Chunk(5))
                {
                    Held[(int)Number(entry[0])] = ((long)Number(entry[1]), (long)Number(entry[2]));
                }

                break;
            case FrameKind.SyncEnd:
                Sync = null;
                break;
            default:
                foreach (var record in values[5].Children)
                {
                    Take(record.Children);
                }

                break;
        }
    }

    private void Take(List<Node> operation)
    {
        switch ((OperationKind)Number(operation[0]))
        {
            case OperationKind.Join:
                Held[(int)Number(operation[1])] = (++LastNumber, (long)Number(operation[2]));
                break;
            case OperationKind.Leave:
                LastNumber++;
                Held.Remove((int)Number(operation[1]));
                break;
            case OperationKind.Update:
                LastNumber++;
                break;
            case OperationKind.End:
                LastNumber++;
                Remove((long)Number(operation[1]));
                break;
            default:
                operation.Skip(1).ToList().ForEach(one => Take(one.Children));
                break;
        }
    }
}
