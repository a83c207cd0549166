using System.Text.Json;
using System.Text.Json.Nodes;
using PgRegistry.Conformance.Replay;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Tests;

/// <summary>A recording that does not tell the truth is noticed: otherwise no difference would say nothing.</summary>
public sealed class DamageTests
{
    [Theory]
    [InlineData("register", "\"not_joined\"")]
    [InlineData("unregister", "\"no\"")]
    [InlineData("update_value", "\"no\"")]
    [InlineData("unregister_match", "-1")]
    [InlineData("unregister_name", "\"no\"")]
    [InlineData("register_many", "\"no\"")]
    [InlineData("unregister_many", "\"no\"")]
    [InlineData("count", "-1")]
    [InlineData("count_match", "-1")]
    [InlineData("count_select", "-1")]
    [InlineData("spawn", "\"p999\"")]
    [InlineData("lookup", "null")]
    [InlineData("monitor", "\"ok\"")]
    public async Task A_changed_result(string operation, string result)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation);
        var difference = await OnlyDifference(trace.WithChanged(step, json => json["result"] = JsonNode.Parse(result)));
        Assert.Equal(step.Number, difference.Step.Number);
        Assert.Equal("result", difference.Subject);
        Assert.NotEmpty(difference.Missing);
    }

    [Theory]
    [InlineData("lookup")]
    [InlineData("lookup_local")]
    [InlineData("values")]
    [InlineData("keys")]
    [InlineData("which_groups")]
    [InlineData("match")]
    [InlineData("select")]
    [InlineData("view")]
    [InlineData("monitor")]
    [InlineData("monitor_scope")]
    public async Task A_row_too_few_or_too_many_in_a_result(string operation)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation && step.Result.GetArrayLength() > 0);
        var missing = await OnlyDifference(trace.WithChanged(step, json => json["result"]!.AsArray().RemoveAt(0)));
        Assert.Empty(missing.Missing);
        Assert.Single(missing.Unexpected);

        var twice = await OnlyDifference(trace.WithChanged(step, json => json["result"]!.AsArray().Add(json["result"]![0]!.DeepClone())));
        Assert.Single(twice.Missing);
        Assert.Empty(twice.Unexpected);
    }

    [Fact]
    public async Task Another_holder_of_a_unique_key()
    {
        var (trace, step) = OwnRecordings.Find((trace, step) => trace.IsUnique && step.Operation == "register" && step.Result.ValueKind == JsonValueKind.Array);
        var difference = await OnlyDifference(trace.WithChanged(step, json => json["result"]![1] = "p999"));
        Assert.Equal("\"p999\"", Assert.Single(difference.Missing));
    }

    [Theory]
    [InlineData("register")]
    [InlineData("update_value")]
    [InlineData("unregister")]
    [InlineData("exit")]
    [InlineData("disconnect")]
    [InlineData("connect")]
    [InlineData("kill_scope")]
    public async Task A_missing_an_added_and_a_changed_event(string operation)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation && step.Events.Count > 0);
        var missing = await OnlyDifference(trace.WithChanged(step, json => json.FirstEvents().RemoveAt(0)));
        Assert.StartsWith("events of m", missing.Subject, StringComparison.Ordinal);
        Assert.Empty(missing.Missing);
        Assert.Single(missing.Unexpected);

        var added = await OnlyDifference(trace.WithChanged(step, json => json.FirstEvents().Add(json.FirstEvents()[0]!.DeepClone())));
        Assert.Single(added.Missing);
        Assert.Empty(added.Unexpected);

        var changed = await OnlyDifference(trace.WithChanged(step, json => json.FirstEvents()[0]![0] = "unknown"));
        Assert.Single(changed.Missing);
        Assert.Single(changed.Unexpected);
    }

    [Fact]
    public async Task All_events_of_a_step_missing()
    {
        var (trace, step) = OwnRecordings.Find((trace, step) => trace.IsCluster && step.Events.Count > 1);
        var differences = await TraceReplay.RunAsync(trace.WithChanged(step, json => json.Remove("events")));
        Assert.Equal(step.Events.Count, differences.Count);
    }

    [Fact]
    public async Task A_step_that_has_not_been_recorded()
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == "spawn");
        await Assert.ThrowsAsync<InvalidDataException>(() => TraceReplay.RunAsync(trace.WithChanged(step, json => json["op"] = "unheard_of")));
        await Assert.ThrowsAsync<InvalidDataException>(() => TraceReplay.RunAsync(trace.WithChanged(step, json => json["op"] = "lookup")));
    }

    private static async Task<Difference> OnlyDifference(Trace trace) => Assert.Single(await TraceReplay.RunAsync(trace));
}
