namespace PgRegistry.Network.Soaking;

/// <summary>
/// Flat: the median heap of the last third of a run is at most 10 % and 2 MB above that of its second fifth (the first is warm-up), and
/// the numbers of entries in both differ by at most 5 %, so that they compare.
/// </summary>
internal static class FlatRule
{
    private const long Allowance = 2 << 20;

    /// <summary>Null when the run was flat, else why it was not.</summary>
    public static string? Problem(IReadOnlyList<SoakSample> samples, TimeSpan length)
    {
        var early = samples.Where(sample => sample.At >= length / 5 && sample.At < length * 2 / 5).ToList();
        var late = samples.Where(sample => sample.At >= length * 2 / 3).ToList();
        if (early.Count == 0 || late.Count == 0)
        {
            return "there are not enough samples";
        }

        var (entriesBefore, entriesAfter) = (Median(early.Select(static sample => sample.Entries)), Median(late.Select(static sample => sample.Entries)));
        if (Math.Abs(entriesAfter - entriesBefore) > entriesBefore / 20)
        {
            return $"{entriesBefore} entries and then {entriesAfter} do not compare";
        }

        var (before, after) = (Median(early.Select(static sample => sample.Heap)), Median(late.Select(static sample => sample.Heap)));
        return after > before + (before / 10) + Allowance ? $"the heap grew from {Megabytes(before)} to {Megabytes(after)} MB" : null;
    }

    public static string Figures(IReadOnlyList<SoakSample> samples, TimeSpan length)
    {
        var before = samples.Where(sample => sample.At >= length / 5 && sample.At < length * 2 / 5).Select(static sample => sample.Heap);
        var after = samples.Where(sample => sample.At >= length * 2 / 3).Select(static sample => sample.Heap);
        return $"{Megabytes(Median(before))} MB in the second fifth, {Megabytes(Median(after))} MB in the last third";
    }

    public static string Megabytes(long bytes) => $"{bytes / 1048576.0:F1}";

    private static long Median(IEnumerable<long> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}
