using System.Globalization;

namespace PgRegistry.Wire;

public static partial class WireValues
{
    private const int KindShift = 62;
    private const long MaxOffsetMinutes = 14 * 60;

    /// <summary>
    /// Writes a date and time: one unsigned integer, the kind in its two highest bits and the ticks below. A MessagePack timestamp
    /// is always UTC, and would lose the kind.
    /// </summary>
    public static void WriteDateTime(ref MessagePackWriter writer, DateTime value) =>
        writer.Write((ulong)value.Ticks | ((ulong)value.Kind << KindShift));

    /// <summary>Reads what <see cref="WriteDateTime"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no integer, or it is no date and time.</exception>
    public static DateTime ReadDateTime(ref MessagePackReader reader)
    {
        var before = reader;
        var both = reader.ReadUInt64();
        var kind = (DateTimeKind)(both >> KindShift);
        var ticks = (long)(both & ((1ul << KindShift) - 1));
        if (kind > DateTimeKind.Local || ticks > DateTime.MaxValue.Ticks)
        {
            Refuse(ref reader, before, "DateTime", both);
        }

        return new DateTime(ticks, kind);
    }

    /// <summary>Writes a date and time with its offset: an array of the ticks of its own clock and the offset in minutes.</summary>
    public static void WriteDateTimeOffset(ref MessagePackWriter writer, DateTimeOffset value)
    {
        writer.WriteArrayHeader(2);
        writer.Write(value.Ticks);
        writer.Write(value.TotalOffsetMinutes);
    }

    /// <summary>Reads what <see cref="WriteDateTimeOffset"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no array of two integers, or they are no date and time with an offset.</exception>
    public static DateTimeOffset ReadDateTimeOffset(ref MessagePackReader reader)
    {
        var before = reader;
        try
        {
            ReadArrayHeaderOf(ref reader, 2, "DateTimeOffset");
            var ticks = reader.ReadInt64();
            var minutes = reader.ReadInt64();
            if (ticks < 0 || ticks > DateTime.MaxValue.Ticks || minutes is < -MaxOffsetMinutes or > MaxOffsetMinutes
                || ticks - (minutes * TimeSpan.TicksPerMinute) is var utc && (utc < 0 || utc > DateTime.MaxValue.Ticks))
            {
                Refuse(ref reader, before, "DateTimeOffset", string.Create(CultureInfo.InvariantCulture, $"{ticks} with the offset {minutes}"));
            }

            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        }
        catch (WireFormatException)
        {
            reader = before;
            throw;
        }
    }

    /// <summary>Writes a date as the number of days since 0001-01-01.</summary>
    public static void WriteDateOnly(ref MessagePackWriter writer, DateOnly value) => writer.Write(value.DayNumber);

    /// <summary>Reads what <see cref="WriteDateOnly"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no integer, or it is no date.</exception>
    public static DateOnly ReadDateOnly(ref MessagePackReader reader)
    {
        var before = reader;
        var days = reader.ReadInt32();
        if (days < 0 || days > DateOnly.MaxValue.DayNumber)
        {
            Refuse(ref reader, before, "DateOnly", days);
        }

        return DateOnly.FromDayNumber(days);
    }

    /// <summary>Writes a time of day as its ticks since midnight.</summary>
    public static void WriteTimeOnly(ref MessagePackWriter writer, TimeOnly value) => writer.Write(value.Ticks);

    /// <summary>Reads what <see cref="WriteTimeOnly"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no integer, or it is no time of day.</exception>
    public static TimeOnly ReadTimeOnly(ref MessagePackReader reader)
    {
        var before = reader;
        var ticks = reader.ReadInt64();
        if (ticks < 0 || ticks > TimeOnly.MaxValue.Ticks)
        {
            Refuse(ref reader, before, "TimeOnly", ticks);
        }

        return new TimeOnly(ticks);
    }

    /// <summary>Writes a length of time as its ticks.</summary>
    public static void WriteTimeSpan(ref MessagePackWriter writer, TimeSpan value) => writer.Write(value.Ticks);

    /// <summary>Reads what <see cref="WriteTimeSpan"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no integer of 64 bits.</exception>
    public static TimeSpan ReadTimeSpan(ref MessagePackReader reader) => new(reader.ReadInt64());

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void Refuse(ref MessagePackReader reader, MessagePackReader before, string typeName, object found)
    {
        reader = before;
        throw new WireFormatException(string.Create(CultureInfo.InvariantCulture, $"Expected {typeName} at offset {before.Consumed}, found {found}."));
    }
}
