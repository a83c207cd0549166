using System.Text;
using ClusterSample;

namespace PgRegistry.Samples.Tests;

public class WordCountsTests
{
    [Fact]
    public void A_word_is_a_run_of_letters_and_digits_in_lower_case()
    {
        var counts = Of("The cat; the CAT's 2nd-best hat\r\nthe\t");

        Assert.Equal([new("the", 3), new("cat", 2), new("2nd", 1), new("best", 1), new("hat", 1), new("s", 1)], counts.Top(10));
        Assert.Equal(9, counts.Total);
    }

    [Fact]
    public void Letters_are_those_of_unicode() =>
        Assert.Equal([new("straße", 2), new("𝐀b", 1)], Of("Straße, STRAßE 𝐀b").Top(10));

    [Fact]
    public void What_is_not_UTF8_separates_words() =>
        Assert.Equal([new("a", 1), new("b", 1)], WordCounts.Of([(byte)'a', 0xFF, (byte)'b']).Top(10));

    [Fact]
    public void Runs_of_more_than_80_characters_are_no_words() =>
        Assert.Equal([new(new string('x', 80), 1)], Of($"{new string('x', 80)} {new string('y', 81)}").Top(10));

    [Theory]
    [InlineData("")]
    [InlineData("..., !")]
    public void Without_words_there_is_one_empty_part(string text)
    {
        var part = Assert.Single(Of(text).ToParts());

        var counts = new WordCounts();
        counts.AddPart(part);
        Assert.Equal(0, counts.Total);
    }

    [Fact]
    public void Parts_add_up_to_the_whole_in_any_order()
    {
        var counts = Of(string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"w{i} w{i % 10}")));
        var parts = counts.ToParts();

        var sum = new WordCounts();
        foreach (var part in parts.Reverse())
        {
            sum.AddPart(part);
        }

        Assert.Equal(3, parts.Count);
        Assert.Empty(counts.DifferencesFrom(sum));
        Assert.Equal(10_000, sum.Total);
    }

    [Fact]
    public void A_part_of_the_longest_words_fits_into_a_message()
    {
        var words = Enumerable.Range(0, WordCounts.WordsInPart).Select(i => string.Concat(Enumerable.Repeat("𝐀", 75)) + $"{i:D5}");

        var part = Assert.Single(Of(string.Join(' ', words)).ToParts());

        Assert.InRange(Encoding.UTF8.GetByteCount(part), 600_000, 700_000);
        Assert.InRange(Encoding.UTF8.GetByteCount(part), 0, new RegistryNodeOptions().MaxMessageBytes);
    }

    [Theory]
    [InlineData("word")]
    [InlineData("word -1")]
    [InlineData(" 1")]
    [InlineData("word 1 2")]
    public void What_is_no_part_is_refused(string part) => Assert.Throws<FormatException>(() => new WordCounts().AddPart(part));

    [Fact]
    public void Differences_are_found_on_both_sides() =>
        Assert.Equal(["b", "c", "d"], Of("a b c").DifferencesFrom(Of("a b b d")).Order());

    private static WordCounts Of(string text) => WordCounts.Of(Encoding.UTF8.GetBytes(text));
}
