using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Tests;

public sealed class ReplayProgramTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Without_files_it_replays_the_recordings_of_the_project()
    {
        Assert.Equal(0, await ReplayProgram.RunAsync([], _output, _errors));
        Assert.Equal(
            [
                "passed over: 395 steps (demonitor_unknown 110, whereis_name 285)",
                "180 traces, 16800 steps, 0 differences",
            ],
            Lines(_output));
    }

    [Fact]
    public async Task A_difference_is_shown_with_its_place_and_fails()
    {
        await File.WriteAllTextAsync(
            _file,
            """
            {"kind":"local","mode":"duplicate","seed":7,"steps":[{"monitor":"m1","op":"monitor_scope","result":[]},{"key":["mail",2],"op":"register","pid":"p4","result":"not_joined","value":{"load":4,"role":"replica"}}]}
            """,
            TestContext.Current.CancellationToken);
        Assert.Equal(1, await ReplayProgram.RunAsync([_file], _output, _errors));
        var place = $"{Path.GetFileName(_file)}, seed 7, step 2: register key=[\"mail\",2] pid=\"p4\" value={{\"load\":4,\"role\":\"replica\"}}";
        Assert.Equal(
            [
                place,
                "  result",
                "    expected: \"not_joined\"",
                "    found:    \"ok\"",
                place,
                "  listener",
                "    found:    [\"register\",[\"mail\",2],\"p4\",{\"load\":4,\"role\":\"replica\"}]",
                place,
                "  events of m1",
                "    found:    [\"join\",[\"mail\",2],\"p4\",{\"load\":4,\"role\":\"replica\"}]",
                "1 traces, 2 steps, 3 differences",
            ],
            Lines(_output));
    }

    [Fact]
    public async Task What_does_not_compile_in_a_mode_is_passed_over_there_and_the_rest_is_compared()
    {
        await File.WriteAllLinesAsync(
            _file,
            [
                """{"kind":"local","mode":"unique","seed":7,"steps":[{"op":"register_many","pids":["p1"],"key":["mail",2],"value":{"load":4,"role":"replica"},"result":"argument_error"},{"op":"count","result":0}]}""",
                """{"kind":"local","mode":"duplicate","seed":8,"steps":[{"op":"whereis_name","key":["mail",2],"result":"argument_error"},{"op":"demonitor_unknown","result":false},{"op":"count","result":0}]}""",
            ],
            TestContext.Current.CancellationToken);
        Assert.Equal(0, await ReplayProgram.RunAsync([_file], _output, _errors));
        Assert.Equal(
            ["passed over: 3 steps (demonitor_unknown 1, register_many 1, whereis_name 1)", "2 traces, 5 steps, 0 differences"],
            Lines(_output));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "line 1: no trace")]
    [InlineData("""{"kind":"local","mode":"neither","seed":7,"steps":[]}""", "\"mode\" is \"neither\"")]
    [InlineData("""{"kind":"local","mode":"unique","seed":7,"steps":[{"op":"lookup","result":[]}]}""", "Step 1 (lookup) has no \"key\"")]
    [InlineData("""{"kind":"local","mode":"unique","seed":7,"steps":[{"op":"sleep","result":"ok"}]}""", "Step 1: there is no operation \"sleep\"")]
    [InlineData("""{"kind":"local","mode":"unique","seed":7,"steps":[{"op":"disconnect","nodes":["a","b"],"result":"ok"}]}""", "no links to cut")]
    public async Task What_cannot_be_replayed_is_no_success(string text, string message)
    {
        await File.WriteAllTextAsync(_file, text, TestContext.Current.CancellationToken);
        Assert.Equal(2, await ReplayProgram.RunAsync([_file], _output, _errors));
        Assert.Contains(message, _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_no_success()
    {
        Assert.Equal(2, await ReplayProgram.RunAsync([_file], _output, _errors));
        Assert.Contains(_file, _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_replayed_over_sockets_on_demand_one_after_the_other()
    {
        var trace = File.ReadLines(Trace.OwnFiles[1]).First();
        await File.WriteAllTextAsync(_file, trace, TestContext.Current.CancellationToken);
        Assert.Equal(0, await ReplayProgram.RunAsync([_file, "--tcp", _file], _output, _errors));
        Assert.Equal("2 traces, 160 steps, 0 differences", Lines(_output)[^1]);
    }

    [Theory]
    [InlineData("--help", "Replays recordings")]
    [InlineData("--udp", "There is no option --udp.")]
    [InlineData("-x", "There is no option -x.")]
    public async Task Who_asks_for_something_else_is_told_what_there_is(string argument, string firstWords)
    {
        Assert.Equal(2, await ReplayProgram.RunAsync(["--tcp", argument, _file], _output, _errors));
        Assert.StartsWith(firstWords, _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("[--tcp] [FILE.jsonl …]", _errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
        File.Delete(_file);
    }

    private static string[] Lines(StringWriter writer) =>
        writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
