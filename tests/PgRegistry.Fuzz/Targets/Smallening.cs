namespace PgRegistry.Fuzz.Targets;

/// <summary>Bytes with some of them left out.</summary>
internal static class Smallening
{
    /// <summary>Stretches first, then single bytes.</summary>
    public static IEnumerable<byte[]> Of(byte[] bytes)
    {
        for (var stretch = bytes.Length / 2; stretch > 0; stretch /= 2)
        {
            for (var at = 0; at + stretch <= bytes.Length; at += stretch)
            {
                yield return [.. bytes[..at], .. bytes[(at + stretch)..]];
            }
        }
    }
}
