using System.Globalization;
using System.Text;

namespace ClusterSample;

/// <summary>How often each word occurs. A word is a run of letters and digits in lower case; what is longer than 80 of them is data, and no word.</summary>
internal sealed class WordCounts
{
    /// <summary>
    /// The words of one message. 80 characters take at most 320 bytes, so a message stays below 700 KB, whatever the file; the
    /// default limit is 1 MiB.
    /// </summary>
    public const int WordsInPart = 2_000;

    private const int LongestWord = 80;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The number of words, repetitions included.</summary>
    public long Total { get; private set; }

    /// <summary>The number of different words.</summary>
    public int Distinct => _counts.Count;

    /// <summary>Counts the words of a text in UTF-8.</summary>
    public static WordCounts Of(ReadOnlySpan<byte> text)
    {
        var counts = new WordCounts();
        var word = new StringBuilder();
        var length = 0;
        while (!text.IsEmpty)
        {
            // What is not UTF-8 is read as U+FFFD, which separates words.
            Rune.DecodeFromUtf8(text, out var rune, out var bytes);
            text = text[bytes..];
            if (Rune.IsLetterOrDigit(rune))
            {
                if (++length <= LongestWord)
                {
                    word.Append(Rune.ToLowerInvariant(rune));
                }
            }
            else if (length > 0)
            {
                EndWord();
            }
        }

        EndWord();
        return counts;

        void EndWord()
        {
            if (length is > 0 and <= LongestWord)
            {
                counts.Add(word.ToString(), 1);
            }

            word.Clear();
            length = 0;
        }
    }

    public void Add(WordCounts other)
    {
        foreach (var (word, count) in other._counts)
        {
            Add(word, count);
        }
    }

    /// <summary>The counts as the texts of messages; one empty text when there are none.</summary>
    public IReadOnlyList<string> ToParts() => _counts.Count == 0
        ? [""]
        : [.. _counts.Chunk(WordsInPart).Select(part => string.Join('\n', part.Select(word => $"{word.Key} {word.Value}")))];

    /// <summary>Adds what a message says.</summary>
    /// <exception cref="FormatException">That is no part.</exception>
    public void AddPart(string part)
    {
        foreach (var line in part.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                continue;
            }

            var blank = line.IndexOf(' ');
            if (blank < 1 || !long.TryParse(line[(blank + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                throw new FormatException($"\"{line}\" is no word with its count.");
            }

            Add(line[..blank].ToString(), count);
        }
    }

    /// <summary>The most frequent words, equally frequent ones in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Top(int number) =>
        [.. _counts.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(number)];

    /// <summary>The words on which two counts disagree; none when they are the same.</summary>
    public IReadOnlyList<string> DifferencesFrom(WordCounts other) =>
        [.. _counts.Keys.Union(other._counts.Keys).Where(word => _counts.GetValueOrDefault(word) != other._counts.GetValueOrDefault(word))];

    private void Add(string word, long count)
    {
        _counts[word] = _counts.GetValueOrDefault(word) + count;
        Total += count;
    }
}
