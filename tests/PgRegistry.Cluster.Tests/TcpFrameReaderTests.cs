using System.Buffers.Binary;
using PgRegistry.Cluster;
using PgRegistry.Wire;

namespace PgRegistry.Tests;

public sealed class TcpFrameReaderTests
{
    [Fact]
    public async Task Frames_are_the_same_however_the_bytes_arrive()
    {
        const int Seed = 4711;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        int[] sizes = [0, 1, 3, 4, 60, 4096, 65_531, 65_532, 65_533, 700_000, 2, 131_072, 0, 5];
        var frames = sizes.Select(size =>
        {
            var frame = new byte[size];
            random.NextBytes(frame);
            return frame;
        }).ToArray();
        var bytes = frames.SelectMany(Framed).ToArray();
        for (var round = 0; round < 20; round++)
        {
            var reader = new TcpFrameReader(new Pieces(bytes, random, round < 2 ? 1 << 20 : 1 << random.Next(3, 18))) { MaxFrameBytes = 1 << 20 };
            foreach (var frame in frames)
            {
                Assert.True(round % 2 == 0 ? await reader.ReadAsync(default) : reader.Read());
                Assert.True(reader.Frame.SequenceEqual(frame));
            }

            Assert.False(round % 2 == 0 ? await reader.ReadAsync(default) : reader.Read());
        }
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_refused_at_once()
    {
        var reader = new TcpFrameReader(new MemoryStream([0xff, 0xff, 0xff, 0xff]));

        var error = await Assert.ThrowsAsync<WireFormatException>(() => reader.ReadAsync(default).AsTask());

        Assert.Equal("A frame of 4294967295 bytes; at most 4096 are allowed here.", error.Message);
        Assert.Throws<WireFormatException>(() => reader.Read());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task An_end_within_a_frame_is_an_error(int length)
    {
        var reader = new TcpFrameReader(new MemoryStream(Framed(new byte[5])[..length]));

        await Assert.ThrowsAsync<EndOfStreamException>(() => reader.ReadAsync(default).AsTask());
        Assert.Throws<EndOfStreamException>(() => reader.Read());
    }

    [Fact]
    public async Task What_comes_after_the_handshake_in_one_piece_is_not_lost()
    {
        byte[] bytes = [.. Framed(new byte[10]), .. Framed(new byte[9000])];
        var reader = new TcpFrameReader(new MemoryStream(bytes));
        Assert.True(await reader.ReadAsync(default));

        reader.MaxFrameBytes = 10_000;

        Assert.True(await reader.ReadAsync(default));
        Assert.Equal(9000, reader.Frame.Length);
    }

    private static byte[] Framed(byte[] frame)
    {
        var bytes = new byte[FrameBuffer.HeaderSize + frame.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, frame.Length);
        frame.CopyTo(bytes, FrameBuffer.HeaderSize);
        return bytes;
    }

    /// <summary>Gives its bytes in pieces of random sizes.</summary>
    private sealed class Pieces(byte[] bytes, Random random, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, most + 1))]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, most + 1))], cancellationToken);
    }
}
