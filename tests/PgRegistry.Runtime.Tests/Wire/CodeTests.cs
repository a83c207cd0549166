using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

public sealed class CodeTests
{
    [Fact]
    public void Every_code_has_the_type_that_the_specification_gives_it()
    {
        var expected = new MessagePackType[256];
        Fill(0x00, 0x7f, MessagePackType.Integer);
        Fill(0x80, 0x8f, MessagePackType.Map);
        Fill(0x90, 0x9f, MessagePackType.Array);
        Fill(0xa0, 0xbf, MessagePackType.String);
        Fill(0xc0, 0xc0, MessagePackType.Nil);
        Fill(0xc1, 0xc1, MessagePackType.Unknown);
        Fill(0xc2, 0xc3, MessagePackType.Boolean);
        Fill(0xc4, 0xc6, MessagePackType.Binary);
        Fill(0xc7, 0xc9, MessagePackType.Extension);
        Fill(0xca, 0xcb, MessagePackType.Float);
        Fill(0xcc, 0xd3, MessagePackType.Integer);
        Fill(0xd4, 0xd8, MessagePackType.Extension);
        Fill(0xd9, 0xdb, MessagePackType.String);
        Fill(0xdc, 0xdd, MessagePackType.Array);
        Fill(0xde, 0xdf, MessagePackType.Map);
        Fill(0xe0, 0xff, MessagePackType.Integer);

        for (var code = 0; code < 256; code++)
        {
            Assert.Equal(expected[code], MessagePackCode.ToMessagePackType((byte)code));
            Assert.Equal(expected[code], new MessagePackReader([(byte)code]).NextMessagePackType);
            Assert.Equal(code, new MessagePackReader([(byte)code]).NextCode);
            Assert.EndsWith($" (0x{code:x2})", MessagePackCode.ToFormatName((byte)code), StringComparison.Ordinal);
        }

        void Fill(int from, int to, MessagePackType type) => expected.AsSpan(from..(to + 1)).Fill(type);
    }

    [Fact]
    public void At_the_end_there_is_no_next_value()
    {
        Codec.Refused("", (ref MessagePackReader reader) => reader.NextCode);
        Assert.Equal(
            "Expected a value at offset 0, found the end of the input.",
            Codec.Refused("", (ref MessagePackReader reader) => reader.NextMessagePackType).Message);
        Assert.True(default(MessagePackReader).End);
    }

    [Fact]
    public void A_cut_off_value_is_said_with_what_it_takes_and_what_there_is() =>
        Assert.Equal(
            "Expected String at offset 1, found str 8 (0xd9) that takes 34 bytes where 3 remain.",
            Assert.Throws<WireFormatException>(() =>
            {
                var reader = new MessagePackReader(Convert.FromHexString("01d92061"));
                reader.ReadInt32();
                reader.ReadString();
            }).Message);
}
