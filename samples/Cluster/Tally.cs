namespace ClusterSample;

/// <summary>What the workers counted, beside what the plain count of the same bytes says.</summary>
internal sealed class Tally(IReadOnlyList<TextFile> files)
{
    private readonly SortedDictionary<string, int> _filesOf = new(StringComparer.Ordinal);
    private readonly HashSet<int> _leftOut = [];

    /// <summary>What the workers counted.</summary>
    public WordCounts Counted { get; } = new();

    /// <summary>How many files each worker counted.</summary>
    public IReadOnlyDictionary<string, int> FilesOf => _filesOf;

    /// <summary>Files that changed after the plain count, and are in neither.</summary>
    public IReadOnlyList<string> LeftOut => [.. _leftOut.Select(file => files[file].Path)];

    /// <summary>Adds the counts of one file.</summary>
    /// <returns>How many files this worker counted so far.</returns>
    public int Add(int file, string worker, IReadOnlyList<string> parts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(file, files.Count);
        foreach (var part in parts)
        {
            Counted.AddPart(part);
        }

        return _filesOf[worker] = _filesOf.GetValueOrDefault(worker) + 1;
    }

    public void LeaveOut(int file) => _leftOut.Add(file);

    /// <summary>What one process counted by itself.</summary>
    public WordCounts Plain()
    {
        var plain = new WordCounts();
        foreach (var file in files.Where((_, number) => !_leftOut.Contains(number)))
        {
            plain.Add(file.Words);
        }

        return plain;
    }
}
