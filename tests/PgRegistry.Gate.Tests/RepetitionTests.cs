namespace PgRegistry.Gate.Tests;

/// <summary>How many repetitions are made of work that is hindered only ever, and which of them counts.</summary>
public sealed class RepetitionTests
{
    private const double Enough = 1;

    private static readonly Effort s_effort = Effort.Quick with { WarmUp = TimeSpan.Zero, Repeats = 5 };

    [Fact]
    public async Task The_quietest_counts()
    {
        var (figure, made) = await RepeatAsync(0, 5, 3, 2, 4, 6, 0);

        Assert.Equal((2, 6), (figure, made));
    }

    [Fact]
    public async Task The_first_that_is_quiet_enough_is_the_last()
    {
        var (figure, made) = await RepeatAsync(0, 5, 1, 0.5);

        Assert.Equal((1, 3), (figure, made));
    }

    [Fact]
    public async Task The_warm_up_does_not_count_however_quiet()
    {
        var (figure, made) = await RepeatAsync(0, 9, 9, 9, 9, 9);

        Assert.Equal((9, 6), (figure, made));
    }

    /// <summary>The figure that counts, and how many repetitions there were, the one for warming up among them.</summary>
    private static async Task<(double Figure, int Made)> RepeatAsync(params double[] figures)
    {
        var made = 0;
        var sample = await WallClock.LeastAsync(s_effort, () => Task.FromResult(new Sample(figures[made++])), Enough);
        return (sample.Figure, made);
    }
}
