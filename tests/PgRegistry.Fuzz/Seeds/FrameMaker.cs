using PgRegistry.Fuzz.Mutation;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>Makes frames of a scope that are well-formed and mostly in sequence.</summary>
internal static class FrameMaker
{
    public static bool Makes(FrameKind kind) => kind is >= FrameKind.Delta and <= FrameKind.SyncEnd;

    public static byte[] Make(FrameKind kind, StrangerLog log, Random random) => kind switch
    {
        FrameKind.Delta => Delta(log, random),
        FrameKind.SyncBegin => SyncBegin(log, random),
        FrameKind.SyncChunk => SyncChunk(log, random),
        _ => SyncEnd(log, random),
    };

    private static byte[] Delta(StrangerLog log, Random random)
    {
        var first = log.LastNumber + 1;
        var records = new List<byte>();
        for (var left = random.OneIn(30) ? 100 : random.Few(8); left > 0; left--)
        {
            OperationMaker.Write(log, random, records);
        }

        return Frame(FrameKind.Delta, log, records, first, log.LastNumber);
    }

    private static byte[] SyncBegin(StrangerLog log, Random random)
    {
        // An honest log never goes back.
        var target = random.OneIn(6) ? random.NextInt64(0, log.LastNumber + 1) : log.LastNumber + random.Next(0, 20);
        log.LastNumber = target;
        log.Sync = (0, target);
        return Frame(FrameKind.SyncBegin, log, null, target);
    }

    private static byte[] SyncChunk(StrangerLog log, Random random)
    {
        var (cursor, target) = log.Sync ?? (0, log.LastNumber);
        var high = random.OneIn(3) ? target : Math.Min(target, cursor + random.Next(0, 12));
        var entries = new List<byte>();
        var tag = cursor;
        for (var left = random.Few(20); left > 0 && tag < high; left--)
        {
            tag += random.Few(4);
            var held = log.Held.FirstOrDefault(pair => pair.Value.Tag == tag);
            var slot = held.Value.Tag == tag && !random.OneIn(6) ? held.Key : OperationMaker.AnySlot(log, random);
            var serial = OperationMaker.AnySerial(random);
            log.Held[slot] = (tag, serial);
            foreach (var value in new[] { Raw.Of(slot), Raw.Of(tag), Raw.Of(serial), random.Of(EntryPool.Of(log.To).Keys), random.Of(EntryPool.Of(log.To).Values) })
            {
                entries.AddRange(value);
            }
        }

        high = Math.Max(high, tag);
        log.Sync = (high, target);
        return Frame(FrameKind.SyncChunk, log, entries, cursor, high);
    }

    private static byte[] SyncEnd(StrangerLog log, Random random)
    {
        var target = log.Sync?.Target ?? log.LastNumber;
        log.Sync = random.OneIn(2) ? null : log.Sync;
        return Frame(FrameKind.SyncEnd, log, null, target);
    }

    private static byte[] Frame(FrameKind kind, StrangerLog log, List<byte>? block, params ReadOnlySpan<long> numbers)
    {
        var output = new List<byte>();
        Raw.ArrayHeader(output, (uint)(3 + numbers.Length + (block is null ? 0 : 1)));
        output.Add((byte)kind);
        output.AddRange(Raw.Of(log.To));
        output.AddRange(Raw.Of(log.From));
        foreach (var number in numbers)
        {
            output.AddRange(Raw.Of(number));
        }

        if (block is not null)
        {
            Raw.BinHeader(output, (uint)block.Count);
            output.AddRange(block);
        }

        return [.. output];
    }
}
