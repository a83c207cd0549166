namespace PgRegistry.Fuzz.Mutation;

/// <summary>Changes bytes without knowing what they are.</summary>
internal static class ByteMutator
{
    public static byte[] Change(byte[] bytes, byte[] other, Random random)
    {
        for (var changes = random.Few(6); changes > 0; changes--)
        {
            bytes = ChangeOnce(bytes, other, random);
        }

        return bytes;
    }

    private static byte[] ChangeOnce(byte[] bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var copy = (byte[])bytes.Clone();
        switch (random.Next(9))
        {
            case 0 when at < bytes.Length:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1 when at < bytes.Length:
                copy[at] = random.Of<byte>([0, 1, 0x7f, 0x80, 0xff, 0xc0, 0xc1, 0xc6, 0xdd, 0xdf, 0xdb, 0xd9]);
                return copy;
            case 2 when at < bytes.Length:
                copy[at] = (byte)random.Next(256);
                return copy;
            case 3:
                return bytes[..at];
            case 4:
                return bytes[at..];
            case 5:
                var inserted = new byte[random.Few(9)];
                random.NextBytes(inserted);
                return [.. bytes[..at], .. inserted, .. bytes[at..]];
            case 6:
                var end = Math.Min(bytes.Length, at + random.Few(9));
                return [.. bytes[..at], .. bytes[end..]];
            case 7:
                var from = random.Next(other.Length + 1);
                return [.. bytes[..at], .. other[from..]];
            default:
                var stretch = bytes[at..Math.Min(bytes.Length, at + random.Few(9))];
                return [.. bytes[..at], .. stretch, .. bytes[at..]];
        }
    }
}
