namespace PgRegistry.Gate;

/// <summary>How long to measure, and how much.</summary>
/// <param name="Name">For the children.</param>
/// <param name="WarmUp">Covers both steps of tiered compilation, of 30 calls each.</param>
/// <param name="Measured">For work that is repeated until then.</param>
/// <param name="Repeats">For work that begins anew each time.</param>
/// <param name="MinPairs">Pairs of fresh processes before there is a verdict.</param>
/// <param name="MaxPairs">Pairs after which it stays undecided.</param>
/// <param name="MaxLongPairs">The same for rows that take long.</param>
/// <param name="ExactPairs">For rows that do not depend on the machine.</param>
/// <param name="InformationPairs">For rows that nothing depends on.</param>
/// <param name="Million">What a million is.</param>
internal sealed record Effort(
    string Name, TimeSpan WarmUp, TimeSpan Measured, int Repeats, int MinPairs, int MaxPairs, int MaxLongPairs, int ExactPairs, int InformationPairs, int Million)
{
    public static readonly Effort Full =
        new(nameof(Full), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(400), 5, 9, 31, 15, 3, 6, 1_000_000);

    /// <summary>For a first impression.</summary>
    public static readonly Effort Quick =
        new(nameof(Quick), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(80), 2, 2, 2, 2, 1, 1, 100_000);

    /// <summary>Of which the quietest counts.</summary>
    public int LeastOf => Repeats;

    /// <summary>Rounds of work for a hundred peers, which take a tenth of a second each.</summary>
    public int ManyPeersRounds => 7 * Repeats;

    /// <summary>How many pairs a row needs at least, and gets at most until there is a verdict.</summary>
    public (int Least, int Most) PairsOf(Row row) =>
        row.IsExact ? (ExactPairs, ExactPairs)
        : row.IsInformation ? (InformationPairs, InformationPairs)
        : (MinPairs, row.IsLong ? MaxLongPairs : MaxPairs);

    public static Effort Named(string name) => name == Quick.Name ? Quick : Full;
}
