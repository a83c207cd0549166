using PgRegistry.Conformance.Networks;
using PgRegistry.Conformance.Replay;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Tests;

public sealed class TcpReplayTests
{
    public static IEnumerable<TheoryDataRow<int>> Recorded => ClusterTraces.Select(trace => new TheoryDataRow<int>(trace.Seed));

    private static IEnumerable<Trace> ClusterTraces => OwnRecordings.Traces.Values.Where(trace => trace.IsCluster);

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Does_over_sockets_what_was_recorded(int seed)
    {
        var differences = await TraceReplay.RunAsync(OwnRecordings.Traces[("cluster.jsonl", seed)], isTcp: true);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    /// <summary>Were links not really cut, or not settled, this would find something else than the other network does.</summary>
    [Theory]
    [InlineData("disconnect")]
    [InlineData("connect")]
    [InlineData("kill_scope")]
    [InlineData("register")]
    public async Task Steps_that_are_left_out_show_as_on_the_other_network(string operation)
    {
        var found = 0;
        foreach (var trace in ClusterTraces.Where(trace => trace.Steps.Any(step => step.Operation == operation)).Take(4))
        {
            var damaged = trace with { Steps = [.. trace.Steps.Where(step => step.Operation != operation)] };
            var differences = await TraceReplay.RunAsync(damaged, isTcp: true);
            Assert.Equal((await TraceReplay.RunAsync(damaged)).Select(Text), differences.Select(Text));
            found += differences.Count;
        }

        Assert.NotEqual(0, found);
    }

    [Fact]
    public async Task Nodes_that_do_not_settle_are_a_difference_and_end_the_trace()
    {
        var (trace, step) = OwnRecordings.Find((trace, step) => trace.IsCluster && step.Operation == "connect");
        var difference = Assert.Single(await TraceReplay.RunAsync(trace, new UnsettledNetwork(afterSettling: step.Number)));
        Assert.Equal(step, difference.Step);
        Assert.Equal("settling of node a; the rest is not replayed", difference.Subject);
        Assert.Equal(["calm"], difference.Missing);
        Assert.Equal(["storm"], difference.Unexpected);

        var atStart = Assert.Single(await TraceReplay.RunAsync(trace, new UnsettledNetwork(afterSettling: 0)));
        Assert.Equal(trace.Steps[0], atStart.Step);
    }

    [Fact]
    public async Task Each_kind_of_trace_gets_its_network()
    {
        var (local, _) = OwnRecordings.Find((trace, _) => !trace.IsCluster);
        var (cluster, _) = OwnRecordings.Find((trace, _) => trace.IsCluster);
        await using var alone = Assert.IsType<NoNetwork>(TraceReplay.NetworkFor(local, isTcp: true));
        await using var stepped = Assert.IsType<SteppedNetwork>(TraceReplay.NetworkFor(cluster, isTcp: false));
        await using var sockets = Assert.IsType<TcpNetwork>(TraceReplay.NetworkFor(cluster, isTcp: true));
    }

    private static string Text(Difference difference) => difference.ToString();
}
