using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Bins and extensions.</summary>
public sealed class BlockTests
{
    [Theory]
    [InlineData(0, "c400")]
    [InlineData(1, "c401")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65535, "c5ffff")]
    [InlineData(65536, "c600010000")]
    public void A_bin_has_the_shortest_header(int length, string header)
    {
        var data = Data(length);
        var bytes = Codec.Written((ref MessagePackWriter writer) => writer.Write(data.AsSpan()));

        Assert.Equal([.. Convert.FromHexString(header), .. data], bytes);
        Assert.Equal(bytes, Codec.Written((ref MessagePackWriter writer) => writer.Write(data)));
        Assert.Equal(data, Codec.ReadAll(bytes, (ref MessagePackReader reader) => reader.ReadBytes()));
        Assert.Equal(data, Codec.ReadAll(bytes, (ref MessagePackReader reader) => reader.ReadBytesSpan().ToArray()));
    }

    [Fact]
    public void No_array_is_nil_and_stays_apart_from_the_empty_one()
    {
        Assert.Equal("c0c400", Codec.WrittenHex((ref MessagePackWriter writer) =>
        {
            writer.Write((byte[]?)null);
            writer.Write(Array.Empty<byte>());
        }));
        Assert.Null(Codec.ReadAll("c0", (ref MessagePackReader reader) => reader.ReadBytes()));
        Codec.Refused("c0", (ref MessagePackReader reader) => reader.ReadBytesSpan().Length);
        Codec.Refused("a161", (ref MessagePackReader reader) => reader.ReadBytes());
    }

    [Fact]
    public void Longer_headers_than_needed_are_read()
    {
        foreach (var hex in (string[])["c4017a", "c500017a", "c6000000017a"])
        {
            Assert.Equal("z"u8.ToArray(), Codec.ReadAll(hex, (ref MessagePackReader reader) => reader.ReadBytes()));
        }

        foreach (var hex in (string[])["d4057a", "c701057a", "c80001057a", "c900000001057a"])
        {
            Assert.Equal("z"u8.ToArray(), Codec.ReadAll(hex, (ref MessagePackReader reader) => reader.ReadExtensionFormat(out _).ToArray()));
        }
    }

    [Theory]
    [InlineData(0, "c70007")]
    [InlineData(1, "d407")]
    [InlineData(2, "d507")]
    [InlineData(3, "c70307")]
    [InlineData(4, "d607")]
    [InlineData(5, "c70507")]
    [InlineData(8, "d707")]
    [InlineData(16, "d807")]
    [InlineData(17, "c71107")]
    [InlineData(255, "c7ff07")]
    [InlineData(256, "c8010007")]
    [InlineData(65535, "c8ffff07")]
    [InlineData(65536, "c90001000007")]
    public void An_extension_has_the_shortest_header(int length, string header)
    {
        var data = Data(length);
        var bytes = Codec.Written((ref MessagePackWriter writer) => writer.WriteExtensionFormat(7, data));

        Assert.Equal([.. Convert.FromHexString(header), .. data], bytes);
        Assert.Equal(header, Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteExtensionFormatHeader(new ExtensionHeader(7, (uint)length))));

        var reader = new MessagePackReader(bytes);
        Assert.Equal(new ExtensionHeader(7, (uint)length), reader.ReadExtensionFormatHeader());
        Assert.Equal(header.Length / 2, reader.Consumed);
        Assert.Equal(data, reader.ReadRaw(length).ToArray());
        Assert.True(reader.End);

        reader = new MessagePackReader(bytes);
        Assert.Equal(data, reader.ReadExtensionFormat(out var type).ToArray());
        Assert.Equal(7, type);
    }

    [Theory]
    [InlineData(sbyte.MinValue)]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(sbyte.MaxValue)]
    public void Every_type_code_is_kept(sbyte type)
    {
        var bytes = Codec.Written((ref MessagePackWriter writer) => writer.WriteExtensionFormat(type, [1]));
        var reader = new MessagePackReader(bytes);

        Assert.Equal([1], reader.ReadExtensionFormat(out var found).ToArray());
        Assert.Equal(type, found);
    }

    [Fact]
    public void Negative_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Written((ref MessagePackWriter writer) => writer.WriteBinHeader(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.ReadAll("", (ref MessagePackReader reader) => reader.ReadRaw(-1).Length));
    }

    private static byte[] Data(int length) => [.. Enumerable.Range(0, length).Select(i => unchecked((byte)(i * 31)))];
}
