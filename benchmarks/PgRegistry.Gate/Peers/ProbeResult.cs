using System.Globalization;

namespace PgRegistry.Gate.Peers;

/// <summary>What a probe found, in milliseconds.</summary>
/// <param name="Hold">The longest that a scope's lock was held, in the processor time of who held it.</param>
/// <param name="HoldInterrupted">The same of holds in which the processor was taken away.</param>
/// <param name="Holds">How often one was held.</param>
/// <param name="Collected">In how many of these a collection began or ended: they are left out.</param>
/// <param name="Interrupted">In how many others the processor was taken away.</param>
/// <param name="Long">How many, of both kinds that are not left out, were above a millisecond.</param>
/// <param name="Longest">The longest that a write took, without the collector's pauses.</param>
/// <param name="LongestElsewhere">The same of writes to a scope in which nothing else happens: the machine's share.</param>
/// <param name="Pauses">The collector's pauses altogether.</param>
/// <param name="Writes">How many there were.</param>
internal sealed record ProbeResult(
    double Hold, double HoldInterrupted, int Holds, int Collected, int Interrupted, int Long, double Longest, double LongestElsewhere, double Pauses, int Writes)
{
    /// <summary>
    /// An interrupted hold counts above this, for one that is long by itself and comes once in a sync would be interrupted each time. Where to
    /// draw it is a choice: of the syncs of a process the longest interrupted one was 0.3 to 6 milliseconds in the median, in 21 of 24 below 4.
    /// </summary>
    private const double MostByInterruption = 4;

    /// <summary>What is judged.</summary>
    public double Judged => HoldInterrupted > MostByInterruption ? Math.Max(Hold, HoldInterrupted) : Hold;

    public static ProbeResult Parse(string[] words)
    {
        var numbers = Array.ConvertAll(words, word => double.Parse(word, CultureInfo.InvariantCulture));
        return new ProbeResult(numbers[0], numbers[1], (int)numbers[2], (int)numbers[3], (int)numbers[4], (int)numbers[5], numbers[6], numbers[7], numbers[8], (int)numbers[9]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hold:R} {HoldInterrupted:R} {Holds} {Collected} {Interrupted} {Long} {Longest:R} {LongestElsewhere:R} {Pauses:R} {Writes}");
}
