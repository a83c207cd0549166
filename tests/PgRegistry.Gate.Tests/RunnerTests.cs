namespace PgRegistry.Gate.Tests;

/// <summary>How many pairs a row gets, and what the program ends with after some rows.</summary>
public sealed class RunnerTests
{
    private const int Target = 10;

    private static readonly Effort s_effort = Effort.Full;

    [Fact]
    public async Task A_clear_row_gets_as_many_pairs_as_an_interval_takes()
    {
        var result = await RunAsync(_ => Target / 2);

        Assert.Equal((Verdict.Pass, s_effort.MinPairs), (result.Verdict, result.Pairs));
    }

    [Fact]
    public async Task A_row_goes_on_until_there_is_a_verdict()
    {
        // More than half of the first nine are above, and then none.
        var result = await RunAsync(pair => pair < 5 ? 2 * Target : Target / 2);

        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.InRange(result.Pairs, s_effort.MinPairs + 1, s_effort.MaxPairs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_without_a_verdict_ends_undecided(bool isLong)
    {
        var result = await RunAsync(pair => pair % 2 == 0 ? 2 * Target : Target / 2, isLong: isLong);

        Assert.Equal((Verdict.Undecided, isLong ? s_effort.MaxLongPairs : s_effort.MaxPairs), (result.Verdict, result.Pairs));
    }

    [Fact]
    public async Task Both_sides_of_a_pair_get_the_same_keys()
    {
        var seeds = new List<(bool IsMeasured, int Seed)>();
        await new Runner(s_effort, 1, (_, isMeasured, _, seed) =>
        {
            seeds.Add((isMeasured, seed));
            return Task.FromResult(new Sample(Target));
        }).RunAsync(Row(hasBaseline: true));

        var pairs = seeds.GroupBy(static one => one.Seed).ToList();
        Assert.Equal(s_effort.MinPairs, pairs.Count);
        Assert.All(pairs, static pair => Assert.Equal([false, false, true], pair.Select(static one => one.IsMeasured).Order()));
    }

    [Fact]
    public async Task A_side_that_fails_ends_its_row_only()
    {
        var result = await new Runner(s_effort, 1, static (_, _, _, _) => throw new ChildFailedException("broken")).RunAsync(Row());

        Assert.Equal((Verdict.Failed, "broken"), (result.Verdict, result.Failure));
    }

    [Fact]
    public async Task The_worst_row_decides_what_the_program_ends_with()
    {
        var pass = await RunAsync(_ => Target / 2);
        var miss = await RunAsync(_ => 2 * Target);
        var open = await RunAsync(pair => pair % 2 == 0 ? 2 * Target : Target / 2);
        var failed = new Result(Row(isInformation: true)) { Failure = "broken" };
        var missedInformation = await RunAsync(_ => 2 * Target, isInformation: true);

        Assert.Equal(0, ExitCode.Of([pass, missedInformation]));
        Assert.Equal(3, ExitCode.Of([pass, open]));
        Assert.Equal(1, ExitCode.Of([pass, open, miss]));
        Assert.Equal(1, ExitCode.Of([pass, failed]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_exponent_of_a_power_is_found(int exponent) =>
        Assert.Equal(exponent, PowerLaw.Exponent(Enumerable.Range(1, 5).Select(static i => Math.Pow(10, i)).Select(x => (x, 7 * Math.Pow(x, exponent)))), precision: 9);

    private static Task<Result> RunAsync(Func<int, double> figure, bool isLong = false, bool isInformation = false)
    {
        var pair = 0;
        return new Runner(s_effort, 1, (_, _, _, _) => Task.FromResult(new Sample(figure(pair++)))).RunAsync(Row(isLong, isInformation));
    }

    private static Row Row(bool isLong = false, bool isInformation = false, bool hasBaseline = false)
    {
        static Task<Sample> Never(Effort effort, Random random) => throw new InvalidOperationException("Rows are measured by who is asked to.");

        return new Row
        {
            Name = "row",
            Subject = "nothing",
            Unit = "ms",
            Measured = Never,
            Baseline = hasBaseline ? Never : null,
            Target = hasBaseline ? 1.5 : null,
            Limit = hasBaseline ? null : Target,
            IsLong = isLong,
            IsInformation = isInformation,
        };
    }
}
