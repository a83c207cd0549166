using System.Diagnostics;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>
/// The encoded operations of one scope instance, in log order: a ring of segments, bounded in bytes. Writers only append; each
/// peer's cursor reads on its own and finds out by itself when it fell off. An operation is encoded once for all peers.
/// </summary>
/// <remarks>Guarded by the scope's lock. Records never cross a segment's end, so a segment can be sent as it is.</remarks>
internal sealed class OperationLog(int maxBytes)
{
    private readonly int _segmentBytes = Math.Min(64 * 1024, maxBytes / 4);
    private readonly Queue<Segment> _segments = new();
    private Segment? _last;
    private int _bytes;

    /// <summary>The number of the newest operation; 0 before the first.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Operations are kept from the first peer on: before it nobody could ask for them.</summary>
    public bool IsRecording { get; set; }

    /// <summary>The number that the next operation will have.</summary>
    public long NextNumber => LastNumber + 1;

    /// <summary>True when a cursor that has applied up to this number can go on from the ring.</summary>
    public bool Holds(long number) =>
        number == LastNumber || (number >= 0 && number < LastNumber && _segments.TryPeek(out var first) && number >= first.FirstNumber - 1);

    /// <summary>Takes a record of one or more operations; the span is copied.</summary>
    public void Append(ReadOnlySpan<byte> record, int operations)
    {
        if (!IsRecording)
        {
            LastNumber += operations;
            return;
        }

        if (_last is null || _last.Length + record.Length > _last.Bytes.Length)
        {
            _last = new Segment(NextNumber, Math.Max(_segmentBytes, record.Length));
            _segments.Enqueue(_last);
            _bytes += _last.Bytes.Length;
            while (_bytes > maxBytes && _segments.Count > 1)
            {
                _bytes -= _segments.Dequeue().Bytes.Length;
            }
        }

        record.CopyTo(_last.Bytes.AsSpan(_last.Length));
        _last.Length += record.Length;
        LastNumber += operations;
        _last.LastNumber = LastNumber;
    }

    /// <summary>
    /// The bytes that follow a number, up to the end of the segment they stand in, and the number that they end with.
    /// The caller has seen that the ring <see cref="Holds"/> the number, and that it is not the last.
    /// </summary>
    public ReadOnlySpan<byte> After(ref LogCursor cursor, out long lastNumber)
    {
        var segment = cursor.Segment;
        if (segment is null || segment.FirstNumber < _segments.Peek().FirstNumber || cursor.Number == segment.LastNumber)
        {
            segment = Locate(cursor.Number, out cursor.Offset);
        }

        cursor.Segment = segment;
        var bytes = segment.Bytes.AsSpan(cursor.Offset, segment.Length - cursor.Offset);
        cursor.Offset = segment.Length;
        cursor.Number = lastNumber = segment.LastNumber;
        return bytes;
    }

    private Segment Locate(long number, out int offset)
    {
        foreach (var segment in _segments)
        {
            if (number < segment.LastNumber)
            {
                offset = OffsetAfter(segment, number);
                return segment;
            }
        }

        throw new UnreachableException("The log was asked for what follows its end.");
    }

    private static int OffsetAfter(Segment segment, long number)
    {
        var reader = new MessagePackReader(segment.Bytes.AsSpan(0, segment.Length));
        for (var at = segment.FirstNumber - 1; at < number;)
        {
            var start = reader.Consumed;
            at += OperationCodec.CountIn(segment.Bytes.AsSpan(start, segment.Length - start));
            reader.Skip();
        }

        return reader.Consumed;
    }

    internal sealed class Segment(long firstNumber, int capacity)
    {
        public readonly byte[] Bytes = new byte[capacity];

        public readonly long FirstNumber = firstNumber;

        public long LastNumber = firstNumber - 1;

        public int Length;
    }
}

/// <summary>How far one peer has been sent the log.</summary>
internal struct LogCursor
{
    /// <summary>The number of the last operation that was sent.</summary>
    public long Number;

    /// <summary>Where to go on. Segments are not linked to each other, so a stalled cursor keeps one alive, not all that follow.</summary>
    public OperationLog.Segment? Segment;

    public int Offset;
}
