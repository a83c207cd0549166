using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Nil, truth values and floating-point numbers.</summary>
public sealed class ScalarTests
{
    [Fact]
    public void Nil_is_one_byte_and_is_found_without_reading()
    {
        Assert.Equal("c0", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteNil()));

        var reader = new MessagePackReader([MessagePackCode.Nil, 1]);
        Assert.True(reader.IsNil);
        Assert.True(reader.TryReadNil());
        Assert.False(reader.IsNil);
        Assert.False(reader.TryReadNil());
        Assert.Equal(1, reader.Consumed);
        Assert.Equal(1, reader.ReadInt32());
        Assert.False(reader.IsNil);
        Assert.False(reader.TryReadNil());
    }

    [Fact]
    public void Truth_values_are_one_byte()
    {
        Assert.Equal("c2c3", Codec.WrittenHex((ref MessagePackWriter writer) =>
        {
            writer.Write(false);
            writer.Write(true);
        }));
        Assert.False(Codec.ReadAll("c2", (ref MessagePackReader reader) => reader.ReadBoolean()));
        Assert.True(Codec.ReadAll("c3", (ref MessagePackReader reader) => reader.ReadBoolean()));
        Codec.Refused("01", (ref MessagePackReader reader) => reader.ReadBoolean());
        Codec.Refused("", (ref MessagePackReader reader) => reader.ReadBoolean());
        Codec.Refused("c2", (ref MessagePackReader reader) => Nil(ref reader));
        Codec.Refused("", (ref MessagePackReader reader) => Nil(ref reader));
    }

    [Theory]
    [InlineData(0x00000000u)]
    [InlineData(0x80000000u)]
    [InlineData(0x00000001u)]
    [InlineData(0x7f7fffffu)]
    [InlineData(0x7f800000u)]
    [InlineData(0xff800000u)]
    [InlineData(0x7fc00000u)]
    [InlineData(0xffc12345u)]
    [InlineData(0x7f800001u)]
    public void Every_bit_of_a_single_is_kept(uint bits)
    {
        var bytes = Codec.Written((ref MessagePackWriter writer) => writer.Write(BitConverter.UInt32BitsToSingle(bits)));

        Assert.Equal($"ca{bits:x8}", Convert.ToHexStringLower(bytes));
        Assert.Equal(bits, BitConverter.SingleToUInt32Bits(Codec.ReadAll(bytes, (ref MessagePackReader reader) => reader.ReadSingle())));
    }

    [Theory]
    [InlineData(0x0000000000000000u)]
    [InlineData(0x8000000000000000u)]
    [InlineData(0x0000000000000001u)]
    [InlineData(0x7fefffffffffffffu)]
    [InlineData(0x7ff0000000000000u)]
    [InlineData(0xfff0000000000000u)]
    [InlineData(0x7ff8000000000000u)]
    [InlineData(0xfff8123456789abcu)]
    [InlineData(0x7ff0000000000001u)]
    public void Every_bit_of_a_double_is_kept(ulong bits)
    {
        var bytes = Codec.Written((ref MessagePackWriter writer) => writer.Write(BitConverter.UInt64BitsToDouble(bits)));

        Assert.Equal($"cb{bits:x16}", Convert.ToHexStringLower(bytes));
        Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(Codec.ReadAll(bytes, (ref MessagePackReader reader) => reader.ReadDouble())));
    }

    [Fact]
    public void A_double_reads_a_single_but_nothing_that_could_lose()
    {
        Assert.Equal(1.5, Codec.ReadAll("ca3fc00000", (ref MessagePackReader reader) => reader.ReadDouble()));
        Codec.Refused("cb3ff8000000000000", (ref MessagePackReader reader) => reader.ReadSingle());
        Codec.Refused("01", (ref MessagePackReader reader) => reader.ReadSingle());
        Codec.Refused("01", (ref MessagePackReader reader) => reader.ReadDouble());
        Codec.Refused("cb3ff80000000000", (ref MessagePackReader reader) => reader.ReadDouble());
        Codec.Refused("ca3fc000", (ref MessagePackReader reader) => reader.ReadDouble());
        Codec.Refused("ca3fc000", (ref MessagePackReader reader) => reader.ReadSingle());
    }

    private static bool Nil(ref MessagePackReader reader)
    {
        reader.ReadNil();
        return true;
    }
}
