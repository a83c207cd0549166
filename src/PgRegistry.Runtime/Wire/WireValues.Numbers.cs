using System.Buffers.Binary;
using System.Globalization;

namespace PgRegistry.Wire;

public static partial class WireValues
{
    /// <summary>Writes a decimal: an array of the four integers of <see cref="decimal.GetBits(decimal)"/>. Scale and sign are
    /// kept, of zero too, so that 1.0 and 1.00 stay apart.</summary>
    public static void WriteDecimal(ref MessagePackWriter writer, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        writer.WriteArrayHeader(4);
        foreach (var part in bits)
        {
            writer.Write(part);
        }
    }

    /// <summary>Reads what <see cref="WriteDecimal"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no array of four integers, or they are no decimal.</exception>
    public static decimal ReadDecimal(ref MessagePackReader reader)
    {
        var before = reader;
        try
        {
            ReadArrayHeaderOf(ref reader, 4, "Decimal");
            Span<int> bits = stackalloc int[4];
            foreach (ref var part in bits)
            {
                part = reader.ReadInt32();
            }

            // Bit 31 is the sign and bits 16 to 23 are the scale, at most 28; the rest of the flags is zero.
            var flags = bits[3];
            if ((flags & 0x7f00_ffff) != 0 || ((flags >> 16) & 0xff) > 28)
            {
                throw new WireFormatException(string.Create(
                    CultureInfo.InvariantCulture, $"Expected Decimal at offset {before.Consumed}, found the flags 0x{flags:x8}, which are none of a decimal."));
            }

            return new decimal(bits);
        }
        catch (WireFormatException)
        {
            reader = before;
            throw;
        }
    }

    /// <summary>Writes a half as the integer of its 16 bits; every bit pattern is kept.</summary>
    public static void WriteHalf(ref MessagePackWriter writer, Half value) => writer.Write(BitConverter.HalfToUInt16Bits(value));

    /// <summary>Reads what <see cref="WriteHalf"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no integer of 0 to 65535.</exception>
    public static Half ReadHalf(ref MessagePackReader reader) => BitConverter.UInt16BitsToHalf(reader.ReadUInt16());

    /// <summary>Writes a 128-bit integer: a bin of 16 bytes, big-endian, two's complement.</summary>
    public static void WriteInt128(ref MessagePackWriter writer, Int128 value) => WriteUInt128(ref writer, unchecked((UInt128)value));

    /// <summary>Reads what <see cref="WriteInt128"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no bin of 16 bytes.</exception>
    public static Int128 ReadInt128(ref MessagePackReader reader) => BinaryPrimitives.ReadInt128BigEndian(ReadBlock(ref reader, "Int128"));

    /// <summary>Writes a 128-bit integer: a bin of 16 bytes, big-endian.</summary>
    public static void WriteUInt128(ref MessagePackWriter writer, UInt128 value)
    {
        writer.WriteBinHeader(16);
        BinaryPrimitives.WriteUInt128BigEndian(writer.GetSpan(16), value);
        writer.Advance(16);
    }

    /// <summary>Reads what <see cref="WriteUInt128"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no bin of 16 bytes.</exception>
    public static UInt128 ReadUInt128(ref MessagePackReader reader) => BinaryPrimitives.ReadUInt128BigEndian(ReadBlock(ref reader, "UInt128"));
}
