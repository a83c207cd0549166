namespace ClusterSample;

/// <summary>What is said at the end.</summary>
internal static class Report
{
    private const int TopWords = 15;

    /// <summary>Prints the top words and whether the counts agree.</summary>
    /// <returns>Whether they do.</returns>
    public static bool Print(Tally tally, Timeline timeline)
    {
        timeline.PrintStory();
        timeline.Print();
        timeline.Print("Files counted: " + string.Join(", ", tally.FilesOf.OrderBy(worker => worker.Key.Length).Select(worker => $"{worker.Key} {worker.Value}")));
        timeline.Print();
        timeline.Print("Top words");
        foreach (var (word, count) in tally.Counted.Top(TopWords))
        {
            timeline.Print($"  {word,-20} {count,10:N0}");
        }

        timeline.Print();
        if (tally.LeftOut is { Count: > 0 } leftOut)
        {
            timeline.Print($"{leftOut.Count} changed while the others were counted, and are in neither count: {string.Join(", ", leftOut.Take(5))}{(leftOut.Count > 5 ? ", …" : "")}");
        }

        var plain = tally.Plain();
        var differences = plain.DifferencesFrom(tally.Counted);
        if (differences.Count == 0 && plain.Total == tally.Counted.Total)
        {
            timeline.Print($"Equal to the plain count: {plain.Total:N0} words, {plain.Distinct:N0} different ones.");
            return true;
        }

        timeline.Print($"NOT equal to the plain count: {tally.Counted.Total:N0} words instead of {plain.Total:N0}; wrong: {string.Join(", ", differences.Take(10))}");
        return false;
    }
}
