using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PgRegistry.Tests.Wire;

/// <summary>How the vector files spell bytes and values; tests/vectors/README.md describes it.</summary>
internal static class Spelling
{
    private const int LongestHex = 400;
    private const int LeastRepetitions = 16;

    public static string Spell(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length;)
        {
            var unit = 1;
            while (unit <= 4 && Repetitions(bytes[at..], unit) < LeastRepetitions)
            {
                unit++;
            }

            if (unit > 4)
            {
                text.Append(Convert.ToHexStringLower(bytes.Slice(at, 1)));
                at++;
            }
            else
            {
                var count = Repetitions(bytes[at..], unit);
                text.Append(CultureInfo.InvariantCulture, $" {Convert.ToHexStringLower(bytes.Slice(at, unit))}x{count} ");
                at += unit * count;
            }
        }

        var spelled = text.ToString().Trim().Replace("  ", " ", StringComparison.Ordinal);
        return spelled.Length <= LongestHex
            ? spelled
            : string.Create(CultureInfo.InvariantCulture, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}:{bytes.Length}");
    }

    /// <summary>The bytes, or null where only their hash is in the file.</summary>
    public static byte[]? Unspell(string hex) =>
        hex.StartsWith("sha256:", StringComparison.Ordinal)
            ? null
            : [.. hex.Split(' ').SelectMany(part => part.Split('x') is [var unit, var count]
                ? Enumerable.Repeat(Convert.FromHexString(unit), Number(count)).SelectMany(bytes => bytes)
                : Convert.FromHexString(part))];

    public static (int Count, string Text) Counted(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return (Number(value[..colon]), value[(colon + 1)..]);
    }

    public static string Repeated(string value)
    {
        var (count, text) = Counted(value);
        return new StringBuilder().Insert(0, text, count).ToString();
    }

    public static byte[] RepeatedBytes(string value) => Convert.FromHexString(Repeated(value));

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int Repetitions(ReadOnlySpan<byte> bytes, int unit)
    {
        if (bytes.Length < unit)
        {
            return 0;
        }

        var first = bytes[..unit];
        var count = 1;
        while (bytes.Length >= (count + 1) * unit && bytes.Slice(count * unit, unit).SequenceEqual(first))
        {
            count++;
        }

        return count;
    }
}
