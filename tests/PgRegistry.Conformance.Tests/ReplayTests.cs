using PgRegistry.Conformance.Replay;

namespace PgRegistry.Conformance.Tests;

public sealed class ReplayTests
{
    public static IEnumerable<TheoryDataRow<string, int>> Recorded =>
        OwnRecordings.Traces.Keys.Select(trace => new TheoryDataRow<string, int>(trace.File, trace.Seed));

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Does_what_was_recorded(string file, int seed)
    {
        var differences = await TraceReplay.RunAsync(OwnRecordings.Traces[(file, seed)]);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public async Task Does_it_in_whatever_order_the_network_delivers()
    {
        foreach (var trace in OwnRecordings.Traces.Values.Where(trace => trace.IsCluster))
        {
            var differences = await TraceReplay.RunAsync(trace with { Seed = trace.Seed + 1000 });
            Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
        }
    }
}
