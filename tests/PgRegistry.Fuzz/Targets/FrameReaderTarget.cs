using System.Buffers.Binary;
using PgRegistry.Cluster;
using PgRegistry.Fuzz.Mutation;
using PgRegistry.Fuzz.Oracles;
using PgRegistry.Fuzz.Seeds;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>
/// What cuts a stream into frames, whatever pieces the bytes come in: it must cut as a plain loop does, and refuse a frame that is too
/// large before room is made for it. The first byte of an input chooses the limit, the second one the pieces.
/// </summary>
internal sealed class FrameReaderTarget : IFuzzTarget
{
    private static readonly int[] s_limits = [Handshake.MaxFrameBytes, 10_000, 70_000, 1 << 20];

    private readonly byte[][] _frames = [[], [0xc0], .. Plays.All.SelectMany(play => play.Frames.Select(item => item.Frame)), new byte[4096], new byte[4097], new byte[65_532], new byte[70_000]];

    public string Name => "framereader";

    public byte[] Make(Random random)
    {
        var stream = new List<byte>();
        for (var left = random.Few(8); left > 0; left--)
        {
            var frame = random.Of(_frames);
            var length = random.Next(12) switch
            {
                0 => random.Of(Boundaries.Lengths),
                1 => (uint)random.Of(s_limits) + (uint)random.Next(2),
                2 => (uint)Math.Max(0, frame.Length + random.Next(-2, 3)),
                _ => (uint)frame.Length,
            };
            var header = new byte[FrameBuffer.HeaderSize];
            BinaryPrimitives.WriteUInt32BigEndian(header, length);
            stream.AddRange(header);
            stream.AddRange(frame);
        }

        byte[] bytes = [.. stream];
        bytes = random.OneIn(2) ? bytes : ByteMutator.Change(bytes, random.Of(_frames), random);
        return [(byte)random.Next(4), (byte)random.Next(256), .. bytes];
    }

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        if (bytes.Length < 2)
        {
            tally.Refuse("no stream");
            return;
        }

        var limit = s_limits[bytes[0] % s_limits.Length];
        var stream = bytes[2..].ToArray();
        var source = new Pieces(stream, bytes[1]);
        var allocation = new Allocation(Base: limit + (160 << 10), PerByte: 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Read(new TcpFrameReader(source) { MaxFrameBytes = limit }, stream, limit);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        allocation.Check(allocated, bytes.Length);
        tally.Allocated(allocated, bytes.Length);
        if (refusal is null)
        {
            tally.Accept();
        }
        else
        {
            tally.Refuse(refusal);
        }
    }

    public IEnumerable<byte[]> Smaller(byte[] bytes) => Smallening.Of(bytes);

    /// <summary>Reads as long as there are frames, beside a plain loop; returns why it ended, or null for a clean end.</summary>
    private static string? Read(TcpFrameReader reader, ReadOnlySpan<byte> stream, int limit)
    {
        while (true)
        {
            var length = stream.Length < FrameBuffer.HeaderSize ? (uint?)null : BinaryPrimitives.ReadUInt32BigEndian(stream);
            var isWhole = length <= limit && length <= stream.Length - FrameBuffer.HeaderSize;
            string? refusal = null;
            try
            {
                var isThere = reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                if (isThere != isWhole || (!isThere && stream.Length > 0))
                {
                    throw new Finding("another cut", isThere ? "there is a frame where none is whole" : "the end was reported where bytes were left");
                }
            }
            catch (EndOfStreamException) when (!isWhole && stream.Length > 0 && !(length > limit))
            {
                refusal = "the stream ended within a frame";
            }
            catch (WireFormatException malformed) when (length > limit)
            {
                refusal = malformed.Message;
            }

            if (!isWhole)
            {
                return refusal;
            }

            if (!reader.Frame.SequenceEqual(stream.Slice(FrameBuffer.HeaderSize, (int)length!.Value)))
            {
                throw new Finding("another cut", $"a frame of {length} bytes was read as one of {reader.Frame.Length}, or with other bytes");
            }

            stream = stream[(FrameBuffer.HeaderSize + (int)length.Value)..];
        }
    }

    /// <summary>Gives its bytes in pieces of sizes that are drawn.</summary>
    private sealed class Pieces(byte[] bytes, byte seed) : MemoryStream(bytes)
    {
        private readonly Random _random = new(seed);
        private readonly int _most = 1 << (seed % 18);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, _random.Next(1, _most + 1))], cancellationToken);
    }
}
