using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

public sealed class SkipTests
{
    [Theory]
    [InlineData("00")]
    [InlineData("e0")]
    [InlineData("c0")]
    [InlineData("cc00")]
    [InlineData("cd0000")]
    [InlineData("ce00000000")]
    [InlineData("cf0000000000000000")]
    [InlineData("d000")]
    [InlineData("d10000")]
    [InlineData("d200000000")]
    [InlineData("d30000000000000000")]
    [InlineData("ca00000000")]
    [InlineData("cb0000000000000000")]
    [InlineData("a161")]
    [InlineData("d90161")]
    [InlineData("da000161")]
    [InlineData("db0000000161")]
    [InlineData("c40161")]
    [InlineData("c5000161")]
    [InlineData("c60000000161")]
    [InlineData("d40561")]
    [InlineData("d5056161")]
    [InlineData("d60561616161")]
    [InlineData("d7056161616161616161")]
    [InlineData("d80561616161616161616161616161616161")]
    [InlineData("c7010561")]
    [InlineData("c800010561")]
    [InlineData("c9000000010561")]
    [InlineData("90")]
    [InlineData("9101")]
    [InlineData("dc000101")]
    [InlineData("dd0000000101")]
    [InlineData("80")]
    [InlineData("810101")]
    [InlineData("de00010101")]
    [InlineData("df000000010101")]
    [InlineData("94929001c082a16191c3c2909203da000161")]
    public void One_value_is_passed_over_and_every_truncation_of_it_is_refused(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var reader = new MessagePackReader([.. bytes, 0x2a]);
        reader.Skip();
        Assert.Equal(42, reader.ReadInt32());

        reader = new MessagePackReader([.. bytes, 0x2a]);
        Assert.Equal(bytes, reader.ReadRaw().ToArray());
        Assert.Equal(bytes.Length, reader.Consumed);

        for (var length = 0; length < bytes.Length; length++)
        {
            Codec.Refused(bytes.AsSpan(0, length), Codec.Skip);
            Codec.Refused(bytes.AsSpan(0, length), (ref MessagePackReader cut) => cut.ReadRaw().Length);
            Assert.Throws<WireFormatException>(() =>
            {
                var cut = new MessagePackReader(bytes.AsSpan(0, length));
                Documents.Read(ref cut);
            });
        }
    }

    [Fact]
    public void The_never_used_code_is_refused_at_its_offset() =>
        Assert.Equal(
            "Expected a value at offset 2, found the never used code (0xc1).",
            Codec.Refused("9201c1", Codec.Skip).Message);

    [Theory]
    [InlineData("91")]
    [InlineData("8101")]
    [InlineData("dc0001")]
    [InlineData("dd00000001")]
    [InlineData("df0000000101")]
    public void Nesting_is_passed_over_up_to_the_limit_and_refused_beyond(string level)
    {
        Assert.True(Codec.ReadAll(Nested(level, MessagePackReader.MaximumDepth, "00"), Codec.Skip));
        Assert.True(Codec.ReadAll(Nested(level, MessagePackReader.MaximumDepth - 1, "90"), Codec.Skip));

        foreach (var deep in (string[])[
            Nested(level, MessagePackReader.MaximumDepth + 1, "00"),
            Nested(level, MessagePackReader.MaximumDepth, "90"),
            Nested(level, 200_000, "00")])
        {
            Assert.StartsWith("Expected at most 64 levels of arrays and maps, ", Codec.Refused(deep, Codec.Skip).Message, StringComparison.Ordinal);
        }

        Codec.Refused(Nested(level, 200_000, ""), Codec.Skip);
    }

    [Fact]
    public void Width_is_not_depth()
    {
        var bytes = Codec.Written((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(100_000);
            for (var i = 0; i < 100_000; i++)
            {
                writer.WriteArrayHeader(i % 2);
                if (i % 2 == 1)
                {
                    writer.WriteMapHeader(0);
                }
            }
        });

        Assert.True(Codec.ReadAll(bytes, Codec.Skip));
        Codec.Refused(bytes.AsSpan(0, bytes.Length - 1), Codec.Skip);
    }

    private static string Nested(string level, int count, string inner) => string.Concat(Enumerable.Repeat(level, count)) + inner;
}
