using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>The boundaries of every integer format, by their bytes.</summary>
public sealed class IntegerWritingTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(1, "01")]
    [InlineData(127, "7f")]
    [InlineData(128, "cc80")]
    [InlineData(255, "ccff")]
    [InlineData(256, "cd0100")]
    [InlineData(32767, "cd7fff")]
    [InlineData(32768, "cd8000")]
    [InlineData(65535, "cdffff")]
    [InlineData(65536, "ce00010000")]
    [InlineData(int.MaxValue, "ce7fffffff")]
    [InlineData(2147483648L, "ce80000000")]
    [InlineData(4294967295L, "ceffffffff")]
    [InlineData(4294967296L, "cf0000000100000000")]
    [InlineData(long.MaxValue, "cf7fffffffffffffff")]
    [InlineData(-1, "ff")]
    [InlineData(-32, "e0")]
    [InlineData(-33, "d0df")]
    [InlineData(-128, "d080")]
    [InlineData(-129, "d1ff7f")]
    [InlineData(-32768, "d18000")]
    [InlineData(-32769, "d2ffff7fff")]
    [InlineData(int.MinValue, "d280000000")]
    [InlineData(-2147483649L, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void Every_type_that_holds_a_value_writes_the_same_shortest_bytes(long value, string hex)
    {
        Assert.Equal(hex, Codec.WrittenHex((ref MessagePackWriter writer) => writer.Write(value)));
        Same<ulong>((ref MessagePackWriter writer, ulong each) => writer.Write(each));
        Same<int>((ref MessagePackWriter writer, int each) => writer.Write(each));
        Same<uint>((ref MessagePackWriter writer, uint each) => writer.Write(each));
        Same<short>((ref MessagePackWriter writer, short each) => writer.Write(each));
        Same<ushort>((ref MessagePackWriter writer, ushort each) => writer.Write(each));
        Same<sbyte>((ref MessagePackWriter writer, sbyte each) => writer.Write(each));
        Same<byte>((ref MessagePackWriter writer, byte each) => writer.Write(each));

        void Same<T>(WritingOf<T> write)
            where T : System.Numerics.INumber<T>
        {
            if (Int128.CreateChecked(T.CreateSaturating(value)) == value)
            {
                Assert.Equal(hex, Codec.WrittenHex((ref MessagePackWriter writer) => write(ref writer, T.CreateChecked(value))));
            }
        }
    }

    [Fact]
    public void The_greatest_unsigned_number_has_the_last_bytes() =>
        Assert.Equal("cfffffffffffffffff", Codec.WrittenHex((ref MessagePackWriter writer) => writer.Write(ulong.MaxValue)));

    [Fact]
    public void Fixed_width_forms_have_their_width_whatever_the_value()
    {
        Assert.Equal("cc01", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteUInt8(1)));
        Assert.Equal("cd0001", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteUInt16(1)));
        Assert.Equal("ce00000001", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteUInt32(1)));
        Assert.Equal("cf0000000000000001", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteUInt64(1)));
        Assert.Equal("d0ff", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteInt8(-1)));
        Assert.Equal("d1ffff", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteInt16(-1)));
        Assert.Equal("d2ffffffff", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteInt32(-1)));
        Assert.Equal("d3ffffffffffffffff", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteInt64(-1)));
    }

    private delegate void WritingOf<T>(ref MessagePackWriter writer, T value);
}
