using System.Globalization;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

public sealed class WireValuesTests
{
    [Fact]
    public void A_guid_is_16_bytes_in_printed_order()
    {
        var guid = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        const string Hex = "c41000112233445566778899aabbccddeeff";

        Assert.Equal(Hex, Codec.WrittenHex((ref MessagePackWriter writer) => WireValues.WriteGuid(ref writer, guid)));
        Assert.Equal(guid, Codec.ReadAll(Hex, (ref MessagePackReader reader) => WireValues.ReadGuid(ref reader)));
        Assert.Equal(
            "Expected Guid, a bin of 16 bytes, at offset 0, found one of 1.",
            Codec.Refused("c40100", (ref MessagePackReader reader) => WireValues.ReadGuid(ref reader)).Message);
    }

    [Theory]
    [InlineData('\0', "00")]
    [InlineData('a', "61")]
    [InlineData('€', "cd20ac")]
    [InlineData('\ud800', "cdd800")]
    [InlineData('\uffff', "cdffff")]
    public void A_char_is_its_number(char value, string hex)
    {
        Assert.Equal(hex, Codec.WrittenHex((ref MessagePackWriter writer) => WireValues.WriteChar(ref writer, value)));
        Assert.Equal(value, Codec.ReadAll(hex, (ref MessagePackReader reader) => WireValues.ReadChar(ref reader)));
        Codec.Refused("ce00010000", (ref MessagePackReader reader) => WireValues.ReadChar(ref reader));
        Codec.Refused("ff", (ref MessagePackReader reader) => WireValues.ReadChar(ref reader));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-0.0")]
    [InlineData("1.0")]
    [InlineData("1.00")]
    [InlineData("-42949671.46")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    public void Every_bit_of_a_decimal_is_kept(string text)
    {
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        var bytes = Codec.Written((ref MessagePackWriter writer) => WireValues.WriteDecimal(ref writer, value));
        var back = Codec.ReadAll(bytes, (ref MessagePackReader reader) => WireValues.ReadDecimal(ref reader));

        Assert.Equal(decimal.GetBits(value), decimal.GetBits(back));
    }

    [Theory]
    [InlineData("94010203ce001d0000")] // scale 29
    [InlineData("9401020301")] // bits that no decimal has
    [InlineData("94010203ce01000000")]
    [InlineData("93010203")]
    [InlineData("9501020300")]
    [InlineData("94010203")]
    [InlineData("94010203a0")]
    [InlineData("94010203cf0000000100000000")]
    [InlineData("01")]
    public void What_is_no_decimal_is_refused(string hex) => Codec.Refused(hex, (ref MessagePackReader reader) => WireValues.ReadDecimal(ref reader));

    [Fact]
    public void Every_half_comes_back_bit_by_bit()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            var bytes = Codec.Written((ref MessagePackWriter writer) => WireValues.WriteHalf(ref writer, half));

            Assert.Equal(bits, BitConverter.HalfToUInt16Bits(Codec.ReadAll(bytes, (ref MessagePackReader reader) => WireValues.ReadHalf(ref reader))));
        }
    }

    [Theory]
    [InlineData("0", "00000000000000000000000000000000")]
    [InlineData("1", "00000000000000000000000000000001")]
    [InlineData("-1", "ffffffffffffffffffffffffffffffff")]
    [InlineData("170141183460469231731687303715884105727", "7fffffffffffffffffffffffffffffff")]
    [InlineData("-170141183460469231731687303715884105728", "80000000000000000000000000000000")]
    public void A_128_bit_integer_is_16_bytes(string text, string hex)
    {
        var value = Int128.Parse(text, CultureInfo.InvariantCulture);

        Assert.Equal($"c410{hex}", Codec.WrittenHex((ref MessagePackWriter writer) => WireValues.WriteInt128(ref writer, value)));
        Assert.Equal($"c410{hex}", Codec.WrittenHex((ref MessagePackWriter writer) => WireValues.WriteUInt128(ref writer, unchecked((UInt128)value))));
        Assert.Equal(value, Codec.ReadAll($"c410{hex}", (ref MessagePackReader reader) => WireValues.ReadInt128(ref reader)));
        Assert.Equal(unchecked((UInt128)value), Codec.ReadAll($"c410{hex}", (ref MessagePackReader reader) => WireValues.ReadUInt128(ref reader)));
        Codec.Refused($"c40f{hex[2..]}", (ref MessagePackReader reader) => WireValues.ReadInt128(ref reader));
        Codec.Refused($"c411{hex}00", (ref MessagePackReader reader) => WireValues.ReadUInt128(ref reader));
    }

    [Fact]
    public void A_count_of_members_that_differs_names_the_type_and_both_counts()
    {
        Assert.Equal(2, Codec.ReadAll("920102", (ref MessagePackReader reader) =>
        {
            WireValues.ReadArrayHeaderOf(ref reader, 2, "Shop.Order");
            return reader.ReadInt32() + reader.ReadInt32() - 1;
        }));

        var refusal = Codec.Refused("93010203", (ref MessagePackReader reader) =>
        {
            WireValues.ReadArrayHeaderOf(ref reader, 2, "Shop.Order");
            return 0;
        });
        Assert.Equal(
            "Expected an array of 2 for the members of Shop.Order at offset 0, found one of 3; the peer may have another version of the type.",
            refusal.Message);
    }
}
