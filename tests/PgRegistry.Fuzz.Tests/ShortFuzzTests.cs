using PgRegistry.Fuzz.Targets;
using PgRegistry.TestKit;

namespace PgRegistry.Fuzz.Tests;

/// <summary>
/// The short form; <c>dotnet run -c Release --project tests/PgRegistry.Fuzz -- --inputs 1000000</c> is the long one. A failure prints the
/// seed and the bytes.
/// </summary>
public sealed class ShortFuzzTests
{
    private const int Inputs = 400;

    public static TheoryData<string> Targets => [.. AllTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_but_a_refusal_comes_of_damaged_bytes(string name)
    {
        var output = new StringWriter();
        using var watchdog = new Watchdog(new ManualTime(), TimeSpan.FromSeconds(60), _ => { });
        var target = AllTargets.Make(name);
        using var owned = target as IDisposable;
        Assert.True(new FuzzRun(target, output, watchdog).Run(firstSeed: 1, Inputs) == 0, output.ToString());
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_is_tried_depends_on_the_seed_alone(string name)
    {
        var (one, other) = (AllTargets.Make(name), AllTargets.Make(name));
        var samples = Enumerable.Range(1, 20).Select(seed => one.Make(new Random(seed))).ToList();
        Assert.Equal(samples, Enumerable.Range(1, 20).Select(seed => other.Make(new Random(seed))));
        Assert.True(samples.DistinctBy(Convert.ToHexString).Count() > 10);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Some_of_what_is_tried_is_accepted_and_some_is_refused(string name)
    {
        var tally = new Tally();
        var target = AllTargets.Make(name);
        using var owned = target as IDisposable;
        for (var seed = 1; seed <= 40; seed++)
        {
            target.Run(target.Make(new Random(seed)), tally);
        }

        Assert.True(tally.Accepted * 40 > tally.Inputs && tally.Refused * 40 > tally.Inputs, $"{tally.Accepted} accepted and {tally.Refused} refused of {tally.Inputs}");
    }
}
