using PgRegistry.TestKit;

namespace PgRegistry.Fuzz.Tests;

/// <summary>What a run writes.</summary>
public sealed class FuzzRunTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly Watchdog _watchdog = new(new ManualTime(), TimeSpan.FromSeconds(60), _ => { });

    [Fact]
    public void A_finding_is_one_line_with_the_seed_the_bytes_and_fewer_bytes_that_do_it_too()
    {
        var target = new PlainTarget(bytes =>
        {
            if (bytes.Contains((byte)42))
            {
                throw new InvalidOperationException("forty\ntwo");
            }
        });

        Assert.Equal(1, new FuzzRun(target, _output, _watchdog).Run(firstSeed: 7, inputs: 1));

        Assert.Equal("FINDING plain, seed 7: InvalidOperationException: forty two: smaller 2a of bytes 072a", Lines()[0]);
        Assert.StartsWith("plain: 1 inputs in 1 samples, 1 accepted (0 changed something), 0 refused, 1 findings;", Lines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Many_findings_are_counted_and_five_are_shown()
    {
        var target = new PlainTarget(_ => throw new InvalidOperationException("always"));

        Assert.Equal(12, new FuzzRun(target, _output, _watchdog).Run(firstSeed: 7, inputs: 12));

        Assert.Equal(5, Lines().Count(line => line.StartsWith("FINDING", StringComparison.Ordinal)));
        Assert.Contains("12 findings", Lines()[5], StringComparison.Ordinal);
    }

    [Fact]
    public void The_bytes_of_a_finding_are_run_again()
    {
        var run = new FuzzRun(new PlainTarget(bytes => Assert.NotEqual(42, bytes[0])), _output, _watchdog);

        Assert.Equal(1, run.Replay([42]));
        Assert.Equal(0, run.Replay([41]));

        Assert.StartsWith("FINDING plain: NotEqualException", Lines()[0], StringComparison.Ordinal);
        Assert.StartsWith("plain: nothing is wrong with these 1 bytes", Lines()[^1], StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        _output.Dispose();
    }

    private string[] Lines() => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
