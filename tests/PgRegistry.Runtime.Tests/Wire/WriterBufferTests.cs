using System.Buffers;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>How the writer uses its buffer writer.</summary>
public sealed class WriterBufferTests
{
    [Fact]
    public void Buffers_of_any_size_give_the_same_bytes()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var document = RandomValues.Document(new Random(seed));
            var whole = Codec.Written((ref MessagePackWriter writer) => Documents.Write(ref writer, document));
            var pieces = new Pieces(new Random(seed));
            var writer = new MessagePackWriter(pieces);
            Documents.Write(ref writer, document);
            writer.Flush();

            Assert.True(whole.AsSpan().SequenceEqual(pieces.Written.ToArray()), $"Seed {seed}");
        }
    }

    [Fact]
    public void Nothing_is_in_the_output_before_a_flush_and_writing_goes_on_after_it()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.Write(1);
        Assert.Equal(0, output.WrittenCount);
        writer.Flush();
        writer.Flush();
        Assert.Equal(1, output.WrittenCount);
        writer.Write(2);
        writer.Flush();
        Assert.Equal([1, 2], output.WrittenSpan.ToArray());
    }

    [Fact]
    public void Own_bytes_go_between_values()
    {
        Assert.Equal("01aabbcc02", Codec.WrittenHex((ref MessagePackWriter writer) =>
        {
            writer.Write(1);
            var room = writer.GetSpan(2);
            Assert.True(room.Length >= 2);
            room[0] = 0xaa;
            room[1] = 0xbb;
            writer.Advance(2);
            writer.WriteRaw([0xcc]);
            writer.Write(2);
        }));
    }

    [Fact]
    public void Room_is_never_empty_and_never_overstepped()
    {
        var writer = new MessagePackWriter(new Pieces(new Random(1)));
        Assert.True(writer.GetSpan(0).Length > 0);

        var length = writer.GetSpan(10).Length;
        Assert.True(length >= 10);
        Assert.True(Refuses(ref writer, length + 1));
        Assert.True(Refuses(ref writer, -1));
        writer.Advance(length);
        Assert.True(Refuses(ref writer, 1));

        static bool Refuses(ref MessagePackWriter writer, int count)
        {
            try
            {
                writer.Advance(count);
                return false;
            }
            catch (ArgumentOutOfRangeException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void Misuse_is_said()
    {
        Assert.Throws<ArgumentNullException>(() => new MessagePackWriter(null!));
        Assert.Throws<InvalidOperationException>(() => default(MessagePackWriter).WriteNil());
        Assert.Throws<InvalidOperationException>(() => new MessagePackWriter(new Miser()).WriteNil());
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Written((ref MessagePackWriter writer) => writer.GetSpan(-1)));
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing_but_strings()
    {
        var output = new ArrayBufferWriter<byte>(4096);
        Round(output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round(output);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    private static void Round(ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(7);
        writer.Write("a string of some length, é€😀");
        writer.Write(long.MinValue);
        writer.Write(DateTime.UnixEpoch);
        writer.Write("bin"u8);
        WireValues.WriteDecimal(ref writer, 1.5m);
        WireValues.WriteGuid(ref writer, Guid.Empty);
        writer.WriteExtensionFormat(1, [1, 2, 3]);
        writer.Flush();

        var whole = new MessagePackReader(output.WrittenSpan);
        whole.Skip();
        var reader = new MessagePackReader(output.WrittenSpan);
        reader.ReadArrayHeader();
        reader.ReadStringSpan();
        reader.ReadInt64();
        reader.ReadDateTime();
        reader.ReadBytesSpan();
        WireValues.ReadDecimal(ref reader);
        WireValues.ReadGuid(ref reader);
        reader.ReadExtensionFormat(out _);
    }
}
