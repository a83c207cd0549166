using System.Globalization;

namespace PgRegistry.Gate.Peers;

/// <summary>What a probe found, in milliseconds.</summary>
/// <param name="Longest">The longest that a write took, without the collector's pauses.</param>
/// <param name="LongestElsewhere">The same of writes to a scope in which nothing else happens: the machine's share.</param>
/// <param name="Pauses">The collector's pauses altogether.</param>
/// <param name="Writes">How many there were.</param>
internal sealed record ProbeResult(double Longest, double LongestElsewhere, double Pauses, int Writes)
{
    public static ProbeResult Parse(string[] words)
    {
        var numbers = Array.ConvertAll(words, word => double.Parse(word, CultureInfo.InvariantCulture));
        return new ProbeResult(numbers[0], numbers[1], numbers[2], (int)numbers[3]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Longest:R} {LongestElsewhere:R} {Pauses:R} {Writes}");
}
