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
    [InlineData("whereis_name", "\"p999\"")]
    [InlineData("dispatch", "[\"p999\"]")]
    [InlineData("put_meta", "\"no\"")]
    [InlineData("meta", "[\"ok\",-1]")]
    [InlineData("delete_meta", "\"no\"")]
    [InlineData("spawn", "\"p999\"")]
    [InlineData("lookup", "null")]
    [InlineData("monitor", "\"ok\"")]
    public async Task A_changed_result(string operation, string result)
    {
        var (trace, step) = OwnRecordings.Find((trace, step) => step.Operation == operation && !PassedOver.Has(operation, trace.IsUnique));
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
    [InlineData("dispatch")]
    [InlineData("view")]
    [InlineData("monitor")]
    [InlineData("monitor_scope")]
    public async Task A_row_too_few_or_too_many_in_a_result(string operation)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation && HasRows(step.Result));
        var missing = await OnlyDifference(trace.WithChanged(step, json => json["result"]!.AsArray().RemoveAt(0)));
        Assert.Empty(missing.Missing);
        Assert.Single(missing.Unexpected);

        var twice = await OnlyDifference(trace.WithChanged(step, json => json["result"]!.AsArray().Add(json["result"]![0]!.DeepClone())));
        Assert.Single(twice.Missing);
        Assert.Empty(twice.Unexpected);
    }

    [Theory]
    [InlineData("match")]
    [InlineData("select")]
    public async Task A_row_too_few_or_too_many_for_each_form_of_a_list_by_pattern(string operation)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation && HasRows(step.Result));
        string[] forms = ["result", "result with a function", "count", "count with a function"];
        Assert.Equal(forms, await Subjects(trace.WithChanged(step, json => json["result"]!.AsArray().RemoveAt(0))));
        Assert.Equal(forms, await Subjects(trace.WithChanged(step, json => json["result"]!.AsArray().Add(json["result"]![0]!.DeepClone()))));
        Assert.Equal(forms[..2], await Subjects(trace.WithChanged(step, json => json["result"]!.AsArray()[0] = "p999")));
    }

    [Theory]
    [InlineData("count_match")]
    [InlineData("count_select")]
    public async Task Another_number_for_each_form_of_a_count_by_pattern(string operation)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation);
        Assert.Equal(
            ["result", "result with a function", "rows", "rows with a function"],
            await Subjects(trace.WithChanged(step, json => json["result"] = step.Result.GetInt32() + 1)));
    }

    [Theory]
    [InlineData("match", "role", "\"nobody\"")]
    [InlineData("select", "role", "\"nobody\"")]
    [InlineData("select", "load", "[\"<\",0]")]
    [InlineData("count_match", "load", "[\">\",99]")]
    [InlineData("count_select", "load", "[\"==\",99]")]
    public async Task Another_pattern(string operation, string member, string constraint)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation && step.Result.ToString() is not ("[]" or "0"));
        Assert.Equal(4, (await Subjects(trace.WithChanged(step, json => json["pattern"]![member] = JsonNode.Parse(constraint)))).Count);
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

    [Theory]
    [InlineData("register")]
    [InlineData("register_many")]
    [InlineData("unregister")]
    [InlineData("unregister_many")]
    [InlineData("unregister_match")]
    [InlineData("unregister_name")]
    [InlineData("exit")]
    public async Task A_missing_an_added_and_a_changed_delivery_to_a_listener(string operation)
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == operation && step.Listener is not null);
        var missing = await OnlyDifference(trace.WithChanged(step, json => json["listener"]!.AsArray().RemoveAt(0)));
        Assert.Equal(step.Number, missing.Step.Number);
        Assert.Equal("listener", missing.Subject);
        Assert.Empty(missing.Missing);
        Assert.Single(missing.Unexpected);

        var added = await OnlyDifference(trace.WithChanged(step, json => json["listener"]!.AsArray().Add(json["listener"]![0]!.DeepClone())));
        Assert.Single(added.Missing);
        Assert.Empty(added.Unexpected);

        var changed = await OnlyDifference(trace.WithChanged(step, json => json["listener"]![0]![2] = "p999"));
        Assert.Single(changed.Missing);
        Assert.Single(changed.Unexpected);

        var none = await OnlyDifference(trace.WithChanged(step, json => json.Remove("listener")));
        Assert.Equal(step.Listener!.Value.GetArrayLength(), none.Unexpected.Count);
    }

    [Fact]
    public async Task A_listener_that_is_said_to_hear_of_an_update()
    {
        var (trace, step) = OwnRecordings.Find((trace, step) => !trace.IsCluster && step.Operation == "update_value" && step.Events.Count > 0);
        var difference = await OnlyDifference(trace.WithChanged(step, json => json["listener"] = JsonNode.Parse("""[["register",["mail",1],"p1",{"load":1,"role":"spare"}]]""")));
        Assert.Single(difference.Missing);
    }

    [Fact]
    public async Task A_step_that_has_not_been_recorded()
    {
        var (trace, step) = OwnRecordings.Find((_, step) => step.Operation == "spawn");
        await Assert.ThrowsAsync<InvalidDataException>(() => TraceReplay.RunAsync(trace.WithChanged(step, json => json["op"] = "unheard_of")));
        await Assert.ThrowsAsync<InvalidDataException>(() => TraceReplay.RunAsync(trace.WithChanged(step, json => json["op"] = "lookup")));

        (trace, step) = OwnRecordings.Find((_, step) => step.Operation == "put_meta");
        await Assert.ThrowsAsync<InvalidDataException>(() => TraceReplay.RunAsync(trace.WithChanged(step, json => json["value"] = "text")));
    }

    private static bool HasRows(JsonElement result) => result.ValueKind == JsonValueKind.Array && result.GetArrayLength() > 0;

    private static async Task<IReadOnlyList<string>> Subjects(Trace trace) => [.. (await TraceReplay.RunAsync(trace)).Select(difference => difference.Subject)];

    private static async Task<Difference> OnlyDifference(Trace trace) => Assert.Single(await TraceReplay.RunAsync(trace));
}
