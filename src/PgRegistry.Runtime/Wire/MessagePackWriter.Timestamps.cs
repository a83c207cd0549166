using System.Buffers.Binary;

namespace PgRegistry.Wire;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes an instant as a timestamp, in the shortest of its three forms.</summary>
    /// <param name="dateTime">The instant, with <see cref="DateTimeKind.Utc"/>.</param>
    /// <exception cref="ArgumentException">
    /// The kind is not UTC. An unspecified time is no instant, and a local time would come back as another value (equality
    /// compares the clock's reading, not the instant); convert it first, for example with <see cref="DateTime.ToUniversalTime"/>.
    /// </exception>
    public void Write(DateTime dateTime)
    {
        if (dateTime.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException($"Only a UTC time can be written; this one is of kind {dateTime.Kind}. Convert it before.", nameof(dateTime));
        }

        var (seconds, ticks) = Math.DivRem(dateTime.Ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerSecond);
        if (ticks < 0)
        {
            // The fraction always counts forward, also before 1970.
            seconds--;
            ticks += TimeSpan.TicksPerSecond;
        }

        WriteTimestamp(seconds, (int)(ticks * TimeSpan.NanosecondsPerTick));
    }

    /// <summary>Writes a timestamp in the shortest of its three forms; for instants beyond the range or the precision of
    /// <see cref="DateTime"/>.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z; negative before.</param>
    /// <param name="nanoseconds">The fraction of the second, which counts forward: 0 to 999,999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nanoseconds"/> is negative or a second or more.</exception>
    public void WriteTimestamp(long seconds, int nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nanoseconds, 999_999_999);
        const byte Type = unchecked((byte)MessagePackCode.TimestampType);

        if (unchecked((ulong)seconds) >> 34 != 0)
        {
            var bytes = Take(15);
            bytes[0] = MessagePackCode.Ext8;
            bytes[1] = 12;
            bytes[2] = Type;
            BinaryPrimitives.WriteInt32BigEndian(bytes[3..], nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(bytes[7..], seconds);
        }
        else if (nanoseconds != 0 || seconds > uint.MaxValue)
        {
            var bytes = Take(10);
            bytes[0] = MessagePackCode.FixExt8;
            bytes[1] = Type;
            BinaryPrimitives.WriteUInt64BigEndian(bytes[2..], ((ulong)nanoseconds << 34) | (ulong)seconds);
        }
        else
        {
            var bytes = Take(6);
            bytes[0] = MessagePackCode.FixExt4;
            bytes[1] = Type;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)seconds);
        }
    }
}
