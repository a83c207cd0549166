using System.Text;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

public sealed class StringTests
{
    [Theory]
    [InlineData(0, "a0")]
    [InlineData(1, "a1")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(1024, "da0400")]
    [InlineData(1025, "da0401")]
    [InlineData(65535, "daffff")]
    [InlineData(65536, "db00010000")]
    public void The_header_is_the_shortest_for_the_length_in_bytes(int length, string header)
    {
        var text = new string('a', length);
        var bytes = Codec.Written((ref MessagePackWriter writer) => writer.Write(text));

        Assert.Equal(header, Convert.ToHexStringLower(bytes.AsSpan(0, header.Length / 2)));
        Assert.Equal(bytes, Codec.Written((ref MessagePackWriter writer) => writer.WriteString(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(bytes, Codec.Written((ref MessagePackWriter writer) => writer.Write(text.AsSpan())));
        Assert.Equal(text, Codec.ReadAll(bytes, (ref MessagePackReader reader) => reader.ReadString()));
    }

    [Fact]
    public void Every_length_and_width_of_character_is_written_as_a_plain_encoder_would()
    {
        foreach (var unit in (string[])["a", "é", "€", "😀", "aé€😀"])
        {
            for (var count = 0; count < 700; count++)
            {
                var text = new StringBuilder().Insert(0, unit, count).ToString();
                var utf8 = Encoding.UTF8.GetBytes(text);
                var bytes = Codec.Written((ref MessagePackWriter writer) => writer.Write(text));

                Assert.Equal(Codec.Written((ref MessagePackWriter writer) => writer.WriteString(utf8)), bytes);
                Assert.Equal(text, Codec.ReadAll(bytes, (ref MessagePackReader reader) => reader.ReadString()));
                Assert.Equal(utf8, Codec.ReadAll(bytes, (ref MessagePackReader reader) => reader.ReadStringSpan().ToArray()));
            }
        }
    }

    [Fact]
    public void Null_is_nil_and_stays_apart_from_the_empty_string()
    {
        Assert.Equal("c0a0", Codec.WrittenHex((ref MessagePackWriter writer) =>
        {
            writer.Write((string?)null);
            writer.Write("");
        }));
        Assert.Null(Codec.ReadAll("c0", (ref MessagePackReader reader) => reader.ReadString()));
        Assert.Equal("", Codec.ReadAll("a0", (ref MessagePackReader reader) => reader.ReadString()));
        Codec.Refused("c0", (ref MessagePackReader reader) => reader.ReadStringSpan().Length);
    }

    [Fact]
    public void Longer_headers_than_needed_are_read()
    {
        foreach (var hex in (string[])["a16b", "d9016b", "da00016b", "db000000016b"])
        {
            Assert.Equal("k", Codec.ReadAll(hex, (ref MessagePackReader reader) => reader.ReadString()));
        }
    }

    [Fact]
    public void A_byte_order_mark_is_a_character_like_any() =>
        Assert.Equal("\ufeffx", Codec.ReadAll("a4efbbbf78", (ref MessagePackReader reader) => reader.ReadString()));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(900)]
    [InlineData(5000)]
    public void A_lone_surrogate_is_refused_with_its_index_and_nothing_is_written(int index)
    {
        foreach (var (lone, name) in (ReadOnlySpan<(string, string)>)[("\ud800", "U+D800"), ("\udc00", "U+DC00"), ("\udfff\ud800", "U+DFFF")])
        {
            foreach (var tail in (string[])["", "x", "😀"])
            {
                var text = new string('ä', index) + lone + tail;
                var bytes = Codec.Written((ref MessagePackWriter writer) =>
                {
                    writer.Write(1);
                    ArgumentException? refusal = null;
                    try
                    {
                        writer.Write(text);
                    }
                    catch (ArgumentException caught)
                    {
                        refusal = caught;
                    }

                    Assert.NotNull(refusal);
                    Assert.Contains($"{name}, at index {index};", refusal.Message, StringComparison.Ordinal);
                    writer.Write(2);
                });
                Assert.Equal([1, 2], bytes);
            }
        }
    }

    [Theory]
    [InlineData("a180", 1)] // a continuation alone
    [InlineData("a2c061", 1)] // never valid
    [InlineData("a2c080", 1)] // overlong
    [InlineData("a361c3", 2)] // cut off by the end of the string, after a second byte that is missing too
    [InlineData("a3eda080", 1)] // a surrogate
    [InlineData("a4f4908080", 1)] // beyond the last code point
    [InlineData("d90461e282c0", 3)]
    [InlineData("a5616263ff64", 4)]
    public void Invalid_utf8_is_refused_with_its_offset(string hex, int offset)
    {
        var bytes = Convert.FromHexString(hex);
        if (hex == "a361c3")
        {
            bytes = [.. bytes, (byte)'z'];
        }

        var message = Codec.Refused(bytes, (ref MessagePackReader reader) => reader.ReadString()).Message;

        Assert.Contains($"0x{bytes[offset]:x2} at offset {offset},", message, StringComparison.Ordinal);
        Codec.Refused(bytes, (ref MessagePackReader reader) => reader.ReadStringSpan().Length);
        Assert.Throws<ArgumentException>(() => Codec.Written((ref MessagePackWriter writer) => writer.WriteString(Convert.FromHexString(hex).AsSpan(1))));
    }

    [Fact]
    public void A_string_header_takes_raw_utf8_behind_it()
    {
        Assert.Equal("a3e282ac", Codec.WrittenHex((ref MessagePackWriter writer) =>
        {
            writer.WriteStringHeader(3);
            writer.WriteRaw("€"u8);
        }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Written((ref MessagePackWriter writer) => writer.WriteStringHeader(-1)));
    }
}
