using ClusterSample;

namespace PgRegistry.Samples.Tests;

public class KillPlanTests
{
    [Fact]
    public void Nobody_is_killed_without_a_kill() =>
        Assert.Null(KillPlan.For(Arguments.Parse(["--no-kill", "--seed", "1"]), files: 90, delay: 10));

    [Fact]
    public void Without_a_seed_one_worker_when_a_third_is_finished()
    {
        var plan = KillPlan.For(Arguments.Parse([]), files: 90, delay: 10)!;

        Assert.Equal((30, 0, 1), (plan.AfterFiles, plan.Milliseconds, plan.Victims));
    }

    [Fact]
    public void A_seed_says_the_same_each_time() =>
        Assert.All(Enumerable.Range(0, 100), seed => Assert.Equal(Draw(seed), Draw(seed)));

    [Fact]
    public void Seeds_draw_all_numbers_and_moments_early_and_late()
    {
        var drawn = Enumerable.Range(0, 300).Select(seed => Draw(seed)).ToList();

        Assert.Equal([1, 2, 3], drawn.Select(plan => plan.Victims).Distinct().Order());
        Assert.All(drawn, plan => Assert.InRange(plan.AfterFiles, 0, 81));
        Assert.InRange(drawn.Min(plan => plan.AfterFiles), 0, 4);
        Assert.InRange(drawn.Max(plan => plan.AfterFiles), 77, 81);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("all", 3)]
    public void The_number_can_be_given(string number, int expected) =>
        Assert.All(Enumerable.Range(0, 20), seed => Assert.Equal(expected, Draw(seed, "--kill", number).Victims));

    private static (int AfterFiles, int Milliseconds, int Victims) Draw(int seed, params string[] more)
    {
        var plan = KillPlan.For(Arguments.Parse(["--seed", $"{seed}", .. more]), files: 90, delay: 10)!;
        return (plan.AfterFiles, plan.Milliseconds, plan.Victims);
    }
}
