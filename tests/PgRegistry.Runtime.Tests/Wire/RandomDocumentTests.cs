using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Random documents, whole, cut off and damaged. A failure prints the seed of its document.</summary>
public sealed class RandomDocumentTests
{
    [Fact]
    public void Documents_come_back_as_they_were_with_the_same_bytes()
    {
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var (document, bytes) = Make(seed);
            var reader = new MessagePackReader(bytes);
            var back = Documents.Read(ref reader);
            var again = Codec.Written((ref MessagePackWriter writer) => Documents.Write(ref writer, back));

            Assert.True(reader.End, $"Seed {seed}: {reader.Remaining} bytes are left.");
            Assert.True(Documents.Print(document) == Documents.Print(back), $"Seed {seed}: another document came back.");
            Assert.True(bytes.AsSpan().SequenceEqual(again), $"Seed {seed}: written again it has other bytes.");
            Assert.True(Codec.ReadAll(bytes, Codec.Skip), $"Seed {seed}");
        }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var (_, bytes) = Make(seed);
            for (var length = 0; length < bytes.Length; length += 1 + (bytes.Length / 500))
            {
                var cut = bytes.AsSpan(0, length);
                Assert.True(Fails(cut, seed, (ref MessagePackReader reader) => reader.Skip()), $"Seed {seed}: cut to {length} of {bytes.Length} bytes it was passed over.");
                Assert.True(Fails(cut, seed, (ref MessagePackReader reader) => Documents.Read(ref reader)), $"Seed {seed}: cut to {length} of {bytes.Length} bytes it was read.");
            }
        }
    }

    [Fact]
    public void Nothing_but_a_WireFormatException_comes_out_of_damaged_documents()
    {
        var refused = 0;
        for (var seed = 1; seed <= 40_000; seed++)
        {
            var random = new Random(seed);
            var bytes = Damage(random, random.Next(4) == 0 ? Noise(random) : Make(1 + random.Next(400)).Bytes);

            // What can be read can be passed over; the other way round strings may be no UTF-8 and times out of range.
            var passed = !Fails(bytes, seed, (ref MessagePackReader reader) => reader.Skip());
            var read = !Fails(bytes, seed, (ref MessagePackReader reader) => Documents.Read(ref reader));
            Assert.True(passed || !read, $"Seed {seed}: read but not passed over.");
            refused += read ? 0 : 1;

            Fails(bytes, seed, (ref MessagePackReader reader) => Operations.Run(ref reader, new Random(seed)));
        }

        Assert.InRange(refused, 5_000, 39_000);
    }

    private static (object? Document, byte[] Bytes) Make(int seed)
    {
        var document = RandomValues.Document(new Random(seed));
        return (document, Codec.Written((ref MessagePackWriter writer) => Documents.Write(ref writer, document)));
    }

    private static bool Fails(ReadOnlySpan<byte> bytes, int seed, Using use)
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            use(ref reader);
            return false;
        }
        catch (WireFormatException)
        {
            return true;
        }
        catch (Exception other)
        {
            throw new InvalidOperationException($"Seed {seed}: {other.GetType()} escaped.", other);
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(64)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Damage(Random random, byte[] bytes)
    {
        var damaged = bytes.ToList();
        for (var times = 1 + random.Next(4); times > 0 && damaged.Count > 0; times--)
        {
            // Mostly near the start, where the headers are that everything hangs on.
            var at = random.Next(1 + random.Next(damaged.Count));
            switch (random.Next(5))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged[at] = (byte)random.Next(0xc0, 0xe0);
                    break;
                case 2:
                    damaged.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    damaged.RemoveAt(at);
                    break;
                default:
                    damaged[at] = 0xff;
                    break;
            }
        }

        return [.. damaged];
    }

    private delegate void Using(ref MessagePackReader reader);
}
