namespace PgRegistry.Fuzz;

/// <summary>What became of the inputs of one target.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, long> _refused = new(StringComparer.Ordinal);

    public long Inputs { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>How many of the accepted ones changed something.</summary>
    public long Changing { get; private set; }

    public long Refused => _refused.Values.Sum();

    /// <summary>The most that one input made the code under test allocate, and how long that input was.</summary>
    public (long Bytes, int InputLength) Largest { get; private set; }

    /// <summary>Refusals by kind, the most frequent first.</summary>
    public IEnumerable<(string Kind, long Count)> Refusals =>
        _refused.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    public void Accept(bool isChanging = false)
    {
        Inputs++;
        Accepted++;
        Changing += isChanging ? 1 : 0;
    }

    public void Refuse(string reason)
    {
        Inputs++;
        var kind = KindOf(reason);
        _refused[kind] = _refused.GetValueOrDefault(kind) + 1;
    }

    public void Allocated(long bytes, int inputLength)
    {
        if (bytes > Largest.Bytes)
        {
            Largest = (bytes, inputLength);
        }
    }

    /// <summary>The first words of a reason, without what is different each time.</summary>
    private static string KindOf(string reason)
    {
        var words = reason.Split(' ').TakeWhile(word => !word.Contains('"', StringComparison.Ordinal) && word != "at").Take(6)
            .Select(word => word.Any(char.IsAsciiDigit) ? "#" : word);
        return string.Join(' ', words).TrimEnd(',', ';', ':');
    }
}
