using System.Text;

namespace PgRegistry.Tests.Wire;

/// <summary>Values from a seeded source.</summary>
internal static class RandomValues
{
    // The last code points of one, two, three and four bytes of UTF-8.
    private static readonly int[] UpTo = [0x7f, 0x7ff, 0xffff, 0x10ffff];

    public static object? Document(Random random, int depth = 4) => random.Next(depth > 0 ? 12 : 10) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
        3 => unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)) | (1UL << 63),
        4 => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
        5 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        6 => Text(random, Length(random)),
        7 => Bytes(random, Length(random)),
        8 => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks + 1) >> random.Next(3), DateTimeKind.Utc),
        9 => new Extension((sbyte)random.Next(0, 128), Bytes(random, Length(random))),
        10 => Enumerable.Range(0, random.Next(20)).Select(_ => Document(random, depth - 1)).ToList(),
        _ => new Map([.. Enumerable.Range(0, random.Next(18)).Select(_ => (Document(random, 0), Document(random, depth - 1)))]),
    };

    public static string Text(Random random, int length)
    {
        var text = new StringBuilder();
        var widest = random.Next(4);
        while (text.Length < length)
        {
            var scalar = random.Next(UpTo[random.Next(widest + 1)] + 1);
            if (Rune.IsValid(scalar))
            {
                text.Append(new Rune(scalar).ToString());
            }
        }

        return text.ToString();
    }

    private static int Length(Random random) => random.Next(1 << random.Next(10));

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
