using System.Buffers.Binary;
using System.Globalization;

namespace PgRegistry.Wire;

public ref partial struct MessagePackReader
{
    private const string Timestamp = "Timestamp";

    /// <summary>Reads a timestamp as a time of kind <see cref="DateTimeKind.Utc"/>.</summary>
    /// <exception cref="WireFormatException">Another value is next; the input is cut off; or the instant is one that a
    /// <see cref="DateTime"/> cannot be exactly: outside of the years 1 to 9999 or finer than 100 nanoseconds.</exception>
    public DateTime ReadDateTime()
    {
        var seconds = PeekTimestamp(out var nanoseconds, out var size);
        const long First = -62_135_596_800;
        const long Last = 253_402_300_799;
        if (seconds is < First or > Last)
        {
            ThrowTimestamp($"{seconds} seconds from 1970 are outside of the years 1 to 9999.");
        }

        if (nanoseconds % TimeSpan.NanosecondsPerTick != 0)
        {
            ThrowTimestamp($"{nanoseconds} nanoseconds are no multiple of 100; a DateTime would lose the rest.");
        }

        _position += size;
        return DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    /// <summary>Reads a timestamp of any range and precision.</summary>
    /// <param name="nanoseconds">The fraction of the second, which counts forward: 0 to 999,999,999.</param>
    /// <returns>Seconds since 1970-01-01T00:00:00Z; negative before.</returns>
    /// <exception cref="WireFormatException">Another value is next, the input is cut off, or the fraction is a second or
    /// more.</exception>
    public long ReadTimestamp(out int nanoseconds)
    {
        var seconds = PeekTimestamp(out nanoseconds, out var size);
        _position += size;
        return seconds;
    }

    private readonly long PeekTimestamp(out int nanoseconds, out int size)
    {
        if (MessagePackCode.ToMessagePackType(CodeAt(_position, Timestamp)) != MessagePackType.Extension)
        {
            ThrowWrongType(Timestamp);
        }

        var data = PeekExtension(out size, out var type);
        size += data.Length;
        if (type != MessagePackCode.TimestampType)
        {
            ThrowTimestamp($"the extension has the type {type}, not −1.");
        }

        long seconds;
        uint fraction;
        switch (data.Length)
        {
            case 4:
                fraction = 0;
                seconds = BinaryPrimitives.ReadUInt32BigEndian(data);
                break;
            case 8:
                var both = BinaryPrimitives.ReadUInt64BigEndian(data);
                fraction = (uint)(both >> 34);
                seconds = (long)(both & 0x3_ffff_ffff);
                break;
            case 12:
                fraction = BinaryPrimitives.ReadUInt32BigEndian(data);
                seconds = BinaryPrimitives.ReadInt64BigEndian(data[4..]);
                break;
            default:
                throw TimestampProblem($"a timestamp has 4, 8 or 12 bytes, not {data.Length}.");
        }

        if (fraction > 999_999_999)
        {
            ThrowTimestamp($"{fraction} nanoseconds are more than a second.");
        }

        nanoseconds = (int)fraction;
        return seconds;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private readonly void ThrowTimestamp(FormattableString problem) => throw TimestampProblem(problem);

    private readonly WireFormatException TimestampProblem(FormattableString problem) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Expected {Timestamp} at offset {_position}, found {MessagePackCode.ToFormatName(_input[_position])}: {FormattableString.Invariant(problem)}"));
}
