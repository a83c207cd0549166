using System.Globalization;

namespace PgRegistry.Gate.Peers;

/// <summary>What a probe found, in milliseconds.</summary>
/// <param name="Hold">The longest that a scope's lock was held, in the processor time of who held it.</param>
/// <param name="Holds">How often one was held.</param>
/// <param name="Collected">In how many of these a collection began or ended: they are left out.</param>
/// <param name="Longest">The longest that a write took, without the collector's pauses.</param>
/// <param name="LongestElsewhere">The same of writes to a scope in which nothing else happens: the machine's share.</param>
/// <param name="Pauses">The collector's pauses altogether.</param>
/// <param name="Writes">How many there were.</param>
internal sealed record ProbeResult(double Hold, int Holds, int Collected, double Longest, double LongestElsewhere, double Pauses, int Writes)
{
    public static ProbeResult Parse(string[] words)
    {
        var numbers = Array.ConvertAll(words, word => double.Parse(word, CultureInfo.InvariantCulture));
        return new ProbeResult(numbers[0], (int)numbers[1], (int)numbers[2], numbers[3], numbers[4], numbers[5], (int)numbers[6]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hold:R} {Holds} {Collected} {Longest:R} {LongestElsewhere:R} {Pauses:R} {Writes}");
}
