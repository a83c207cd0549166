using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Arrays and maps.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData(0, "90", "80")]
    [InlineData(1, "91", "81")]
    [InlineData(15, "9f", "8f")]
    [InlineData(16, "dc0010", "de0010")]
    [InlineData(65535, "dcffff", "deffff")]
    [InlineData(65536, "dd00010000", "df00010000")]
    [InlineData(int.MaxValue, "dd7fffffff", "df7fffffff")]
    public void Headers_are_the_shortest_and_are_read_when_the_content_can_be_there(int count, string array, string map)
    {
        Assert.Equal(array, Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteArrayHeader(count)));
        Assert.Equal(array, Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteArrayHeader((uint)count)));
        Assert.Equal(map, Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteMapHeader(count)));
        Assert.Equal(map, Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteMapHeader((uint)count)));

        if (count < int.MaxValue)
        {
            Exactly(array, count, (ref MessagePackReader reader) => reader.ReadArrayHeader());
            Exactly(map, count * 2, (ref MessagePackReader reader) => reader.ReadMapHeader() * 2);
        }
        else
        {
            Codec.Refused(array + "00", (ref MessagePackReader reader) => reader.ReadArrayHeader());
            Codec.Refused(map + "00", (ref MessagePackReader reader) => reader.ReadMapHeader());
        }
    }

    [Fact]
    public void The_greatest_count_is_written_and_refused()
    {
        Assert.Equal("ddffffffff", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteArrayHeader(uint.MaxValue)));
        Assert.Equal("dfffffffff", Codec.WrittenHex((ref MessagePackWriter writer) => writer.WriteMapHeader(uint.MaxValue)));
        Assert.Equal(
            "Expected Array at offset 0, found array 32 (0xdd) of 4294967295 elements where 1 bytes remain behind it.",
            Codec.Refused("ddffffffff00", (ref MessagePackReader reader) => reader.ReadArrayHeader()).Message);
        Assert.Equal(
            "Expected Map at offset 0, found map 32 (0xdf) of 4294967295 pairs where 1 bytes remain behind it.",
            Codec.Refused("dfffffffff00", (ref MessagePackReader reader) => reader.ReadMapHeader()).Message);
    }

    [Fact]
    public void Longer_headers_than_needed_are_read()
    {
        foreach (var (array, map) in (ReadOnlySpan<(string, string)>)[("91", "81"), ("dc0001", "de0001"), ("dd00000001", "df00000001")])
        {
            Exactly(array, 1, (ref MessagePackReader reader) => reader.ReadArrayHeader());
            Exactly(map, 2, (ref MessagePackReader reader) => reader.ReadMapHeader() * 2);
        }
    }

    [Fact]
    public void Other_values_are_no_headers()
    {
        foreach (var hex in (string[])["", "00", "7f", "a0", "c0", "c1", "c3", "c400", "cc00", "d40000", "ff", "dc", "dc00", "dd000000", "de", "df000000"])
        {
            Codec.Refused(hex, (ref MessagePackReader reader) => reader.ReadArrayHeader());
            Codec.Refused(hex, (ref MessagePackReader reader) => reader.ReadMapHeader());
        }

        Codec.Refused("80", (ref MessagePackReader reader) => reader.ReadArrayHeader());
        Codec.Refused("90", (ref MessagePackReader reader) => reader.ReadMapHeader());
    }

    [Fact]
    public void Negative_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Written((ref MessagePackWriter writer) => writer.WriteArrayHeader(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Written((ref MessagePackWriter writer) => writer.WriteMapHeader(-1)));
    }

    private static void Exactly(string header, int values, Reading<int> read)
    {
        byte[] bytes = [.. Convert.FromHexString(header), .. new byte[values]];
        var reader = new MessagePackReader(bytes);

        Assert.Equal(values, read(ref reader));
        Assert.Equal(values, reader.Remaining);
        if (values > 0)
        {
            Codec.Refused(bytes.AsSpan(0, bytes.Length - 1), read);
        }
    }
}
