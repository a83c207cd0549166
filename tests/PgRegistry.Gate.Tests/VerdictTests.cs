namespace PgRegistry.Gate.Tests;

/// <summary>What the gate says of samples: that it can say "miss" above all.</summary>
public sealed class VerdictTests
{
    private const int Pairs = 9;

    private enum Bound
    {
        Target,
        Floor,
        Limit,
    }

    [Theory]
    [InlineData(12, 10, nameof(Verdict.Pass))]
    [InlineData(15, 10, nameof(Verdict.Pass))]
    [InlineData(16, 10, nameof(Verdict.Miss))]
    [InlineData(1, 0.5, nameof(Verdict.Miss))]
    public void A_target_is_for_the_ratio(double measured, double baseline, string verdict) =>
        Assert.Equal(verdict, Of(Bound.Target, 1.5, measured, baseline).Verdict.ToString());

    [Theory]
    [InlineData(6, 10, nameof(Verdict.Pass))]
    [InlineData(4, 10, nameof(Verdict.Miss))]
    public void A_floor_is_for_the_ratio(double measured, double baseline, string verdict) =>
        Assert.Equal(verdict, Of(Bound.Floor, 0.5, measured, baseline).Verdict.ToString());

    [Theory]
    [InlineData(0.86, nameof(Verdict.Pass))]
    [InlineData(0.84, nameof(Verdict.Miss))]
    public void Without_a_baseline_a_floor_is_for_the_figure(double measured, string verdict) =>
        Assert.Equal(verdict, Of(Bound.Floor, 0.85, measured, null).Verdict.ToString());

    [Theory]
    [InlineData(200.0, 189.0, nameof(Verdict.Pass))]
    [InlineData(209.0, 189.0, nameof(Verdict.Miss))]
    [InlineData(200.0, null, nameof(Verdict.Pass))]
    [InlineData(209.0, null, nameof(Verdict.Miss))]
    public void A_limit_is_for_the_figure_whatever_stands_beside_it(double measured, double? baseline, string verdict) =>
        Assert.Equal(verdict, Of(Bound.Limit, 208, measured, baseline).Verdict.ToString());

    [Fact]
    public void Samples_on_both_sides_of_the_target_decide_nothing()
    {
        var result = new Result(Row(Bound.Target, 1.5, hasBaseline: true));
        for (var i = 0; i < Pairs; i++)
        {
            result.Add(new Sample(i % 2 == 0 ? 14 : 16), new Sample(10), new Sample(10));
        }

        Assert.Equal(Verdict.Undecided, result.Verdict);
    }

    [Fact]
    public void A_restless_machine_decides_nothing() => Assert.Equal(Verdict.Void, Of(Bound.Target, 1.5, 12, 10, control: 11).Verdict);

    [Fact]
    public void One_repetition_that_allocates_is_one_too_many()
    {
        var result = Of(Bound.Target, 1.5, 12, 10);
        result.Add(new Sample(12, Allocated: 24), new Sample(10), new Sample(10));

        Assert.Equal(Verdict.Miss, result.Verdict);
    }

    [Fact]
    public void What_could_not_be_measured_has_failed()
    {
        var result = new Result(Row(Bound.Target, 1.5, hasBaseline: true)) { Failure = "no such thing" };

        Assert.Equal(Verdict.Failed, result.Verdict);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 5)]
    [InlineData(9, 2, 8)]
    [InlineData(15, 4, 12)]
    [InlineData(31, 10, 22)]
    public void An_interval_leaves_out_what_the_median_is_beyond_in_one_case_of_forty(int values, double low, double high)
    {
        var interval = Interval.Of(Enumerable.Range(1, values).Reverse().Select(static i => (double)i));

        Assert.Equal(((values + 1) / 2.0, low, high), (interval.Median, interval.Low, interval.High));
    }

    private static Result Of(Bound bound, double value, double measured, double? baseline, double? control = null)
    {
        var result = new Result(Row(bound, value, baseline is not null));
        for (var i = 0; i < Pairs; i++)
        {
            result.Add(new Sample(measured), baseline is { } figure ? new Sample(figure) : null, baseline is { } same ? new Sample(control ?? same) : null);
        }

        return result;
    }

    private static Row Row(Bound bound, double value, bool hasBaseline)
    {
        static Task<Sample> Nothing(Effort effort, Random random) => Task.FromResult(new Sample(0));

        return new Row
        {
            Name = "row",
            Subject = "nothing",
            Unit = "B",
            Measured = Nothing,
            Baseline = hasBaseline ? Nothing : null,
            Target = bound == Bound.Target ? value : null,
            Floor = bound == Bound.Floor ? value : null,
            Limit = bound == Bound.Limit ? value : null,
            MaxAllocated = 0,
        };
    }
}
