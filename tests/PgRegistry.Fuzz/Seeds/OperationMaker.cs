using PgRegistry.Fuzz.Mutation;
using PgRegistry.Replication;
using PgRegistry.Store;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>Makes the records of a Delta: well-formed, in sequence, and not what an honest node would say.</summary>
internal static class OperationMaker
{
    private static readonly int[] s_slots = [0, 1, 2, 3, 4, 5, 6, 7, 8, 31, 32, 63, 64, 255, 1023, 1024, 1 << 16, 1 << 20, SlotPages<object>.MaxSlot];

    /// <summary>Writes one record, of an operation or several, and notes what becomes of the log.</summary>
    public static void Write(StrangerLog log, Random random, List<byte> output)
    {
        if (!random.OneIn(3))
        {
            WriteOne(log, random, output, AnyKind(random), random.Of(EntryPool.Of(log.To).Keys));
            return;
        }

        var operations = random.OneIn(20) ? 40 : random.Next(0, 8);
        Raw.ArrayHeader(output, (uint)operations + 1);
        output.Add((byte)OperationKind.Batch);

        // What one call does is of one kind and one key; but not always, for a stranger.
        var kind = AnyKind(random);
        var key = random.Of(EntryPool.Of(log.To).Keys);
        for (var i = 0; i < operations; i++)
        {
            WriteOne(log, random, output, random.OneIn(8) ? AnyKind(random) : kind, random.OneIn(8) ? random.Of(EntryPool.Of(log.To).Keys) : key);
        }
    }

    /// <summary>A slot that is taken, or a small one, or one at an edge.</summary>
    public static int AnySlot(StrangerLog log, Random random) => random.Next(4) switch
    {
        0 when log.Held.Count > 0 => random.Of([.. log.Held.Keys]),
        1 => random.Of(s_slots),
        2 => random.Next(1 << 26),
        _ => random.Next(48),
    };

    public static long AnySerial(Random random) => random.OneIn(30) ? long.MaxValue : random.Next(1, 7);

    private static OperationKind AnyKind(Random random) => random.Of([OperationKind.Join, OperationKind.Join, OperationKind.Join, OperationKind.Leave, OperationKind.Update, OperationKind.End]);

    private static void WriteOne(StrangerLog log, Random random, List<byte> output, OperationKind kind, byte[] key)
    {
        var number = ++log.LastNumber;
        var (slot, tag) = AnyEntry(log, random);
        switch (kind)
        {
            case OperationKind.Join:
                slot = AnySlot(log, random);
                var serial = AnySerial(random);
                log.Held[slot] = (number, serial);
                WriteArray(output, 5, kind, Raw.Of(slot), Raw.Of(serial), key, random.Of(EntryPool.Of(log.To).Values));
                break;
            case OperationKind.Leave:
                log.Held.Remove(slot);
                WriteArray(output, 4, kind, Raw.Of(slot), Raw.Of(tag), Raw.Of(random.Next(8)));
                break;
            case OperationKind.Update:
                WriteArray(output, 4, kind, Raw.Of(slot), Raw.Of(tag), random.Of(EntryPool.Of(log.To).Values));
                break;
            default:
                var ended = AnySerial(random);
                log.Remove(ended);
                WriteArray(output, 2, kind, Raw.Of(ended));
                break;
        }
    }

    /// <summary>An entry that is held, mostly.</summary>
    private static (int Slot, long Tag) AnyEntry(StrangerLog log, Random random)
    {
        if (log.Held.Count == 0 || random.OneIn(8))
        {
            return (AnySlot(log, random), random.NextInt64(1, log.LastNumber + 3));
        }

        var held = random.Of([.. log.Held]);
        return (held.Key, held.Value.Tag);
    }

    private static void WriteArray(List<byte> output, uint elements, OperationKind kind, params ReadOnlySpan<byte[]> values)
    {
        Raw.ArrayHeader(output, elements);
        output.Add((byte)kind);
        foreach (var value in values)
        {
            output.AddRange(value);
        }
    }
}
