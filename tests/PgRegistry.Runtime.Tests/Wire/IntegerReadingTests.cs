using System.Globalization;
using System.Numerics;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Every integer type reads every integer format, and refuses what does not fit.</summary>
public sealed class IntegerReadingTests
{
    private static readonly Int128[] Edges = [.. MakeEdges().Distinct()];

    [Fact]
    public void Byte_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadByte());

    [Fact]
    public void SByte_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadSByte());

    [Fact]
    public void Int16_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadInt16());

    [Fact]
    public void UInt16_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadUInt16());

    [Fact]
    public void Int32_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadInt32());

    [Fact]
    public void UInt32_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadUInt32());

    [Fact]
    public void Int64_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadInt64());

    [Fact]
    public void UInt64_reads_its_range_from_every_format() => Check((ref MessagePackReader reader) => reader.ReadUInt64());

    [Fact]
    public void An_overflow_names_value_type_format_and_offset()
    {
        var refusal = Codec.Refused("cd012c", (ref MessagePackReader reader) => reader.ReadByte());

        Assert.Equal("Expected Byte at offset 0, found uint 16 (0xcd) with the value 300, which does not fit.", refusal.Message);
    }

    [Theory]
    [InlineData("c0", "nil (0xc0)")]
    [InlineData("c3", "true (0xc3)")]
    [InlineData("cb3ff0000000000000", "float 64 (0xcb)")]
    [InlineData("ca3f800000", "float 32 (0xca)")]
    [InlineData("a131", "fixstr (0xa1)")]
    [InlineData("9101", "fixarray (0x91)")]
    [InlineData("c1", "the never used code (0xc1)")]
    [InlineData("d40001", "fixext 1 (0xd4)")]
    public void What_is_no_integer_is_refused_by_its_name(string hex, string found)
    {
        var refusal = Codec.Refused(hex, (ref MessagePackReader reader) => reader.ReadInt32());

        Assert.Equal($"Expected Int32 at offset 0, found {found}.", refusal.Message);
    }

    private static void Check<T>(Reading<T> read)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        foreach (var edge in Edges)
        {
            var fits = edge >= Int128.CreateChecked(T.MinValue) && edge <= Int128.CreateChecked(T.MaxValue);
            foreach (var bytes in Forms(edge))
            {
                if (fits)
                {
                    Assert.Equal(T.CreateChecked(edge), Codec.ReadAll(bytes, read));
                }
                else
                {
                    var message = Codec.Refused(bytes, read).Message;
                    Assert.Contains(edge.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
                    Assert.Contains(typeof(T).Name, message, StringComparison.Ordinal);
                }

                for (var length = 0; length < bytes.Length; length++)
                {
                    Codec.Refused(bytes.AsSpan(0, length), read);
                }
            }
        }
    }

    private static List<byte[]> Forms(Int128 value)
    {
        var forms = new List<byte[]>();
        if (value >= -32 && value <= 127)
        {
            forms.Add([unchecked((byte)value)]);
        }

        for (var log = 0; log < 4; log++)
        {
            var width = 1 << log;
            var bytes = new byte[16];
            ((IBinaryInteger<Int128>)value).WriteBigEndian(bytes);
            if (value >= 0 && value < Int128.One << (width * 8))
            {
                forms.Add([(byte)(MessagePackCode.UInt8 + log), .. bytes[^width..]]);
            }

            if (value >= -(Int128.One << ((width * 8) - 1)) && value < Int128.One << ((width * 8) - 1))
            {
                forms.Add([(byte)(MessagePackCode.Int8 + log), .. bytes[^width..]]);
            }
        }

        return forms;
    }

    private static IEnumerable<Int128> MakeEdges()
    {
        foreach (var bits in (int[])[0, 5, 7, 8, 15, 16, 31, 32, 63, 64])
        {
            for (var near = -1; near <= 1; near++)
            {
                yield return Int128.Min((Int128.One << bits) + near, ulong.MaxValue);
                yield return Int128.Max(-(Int128.One << bits) + near, long.MinValue);
            }
        }
    }
}
