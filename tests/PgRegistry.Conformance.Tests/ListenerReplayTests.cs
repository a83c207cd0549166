using System.Text.Json;
using PgRegistry.Conformance.Networks;
using PgRegistry.Conformance.Replay;
using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;
using PgRegistry.TestKit;

namespace PgRegistry.Conformance.Tests;

/// <summary>Listeners on several nodes, of which the project has no recording.</summary>
public sealed class ListenerReplayTests
{
    private const string Registered = """["register",["mail",1],"p1",{"load":1,"role":"spare"}]""";
    private const string Unregistered = """["unregister",["mail",1],"p1"]""";

    public static TheoryData<bool> Networks => [false, true];

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task What_is_recorded_by_node_is_compared_by_node(bool isTcp)
    {
        string[] heard = [$$"""{"a":[{{Registered}}],"b":[{{Registered}}],"c":[{{Registered}}]}""", $$"""{"b":[{{Unregistered}}]}""", $$"""{"c":[{{Unregistered}}]}"""];
        Assert.Empty(await TraceReplay.RunAsync(TraceOf(heard), isTcp));

        heard[1] = $$"""{"c":[{{Unregistered}}]}""";
        var differences = await TraceReplay.RunAsync(TraceOf(heard), isTcp);
        Assert.Equal(["listener of b", "listener of c"], differences.Select(difference => difference.Subject));
        Assert.Equal(Unregistered, Assert.Single(differences[0].Unexpected));
        Assert.Equal(Unregistered, Assert.Single(differences[1].Missing));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task What_is_recorded_as_a_list_is_compared_with_all_nodes_together(bool isTcp)
    {
        string[] heard = [$"[{Registered},{Registered},{Registered}]", $"[{Unregistered}]", $"[{Unregistered}]"];
        Assert.Empty(await TraceReplay.RunAsync(TraceOf(heard), isTcp));

        heard[0] = $"[{Registered},{Registered}]";
        var difference = Assert.Single(await TraceReplay.RunAsync(TraceOf(heard), isTcp));
        Assert.Equal("listener", difference.Subject);
        Assert.Equal(Registered, Assert.Single(difference.Unexpected));
    }

    [Fact]
    public async Task A_listener_that_is_never_called_is_noticed()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "a", TimeProvider = new ManualTime() });
        await using var scope = node.Open<DuplicateKeys>();
        var unsettled = await Assert.ThrowsAsync<UnsettledException>(() => DuplicateKeys.NewListener().CatchUpAsync(scope, TimeSpan.FromMilliseconds(100)));
        Assert.Equal("Node a does not settle. Expected: its listener is told of a marker. Found: it is not.", unsettled.Message);
        Assert.Equal(0, scope.Count);
    }

    /// <param name="heard">What the listeners hear of the register, the cut and the closing.</param>
    private static Trace TraceOf(string[] heard)
    {
        var steps = JsonSerializer.Deserialize<JsonElement[]>($$"""
            [
              {"at":"c","op":"monitor_scope","monitor":"m1","result":[]},
              {"at":"a","op":"spawn","result":"p1"},
              {"at":"a","op":"register","pid":"p1","key":["mail",1],"value":{"load":1,"role":"spare"},"result":"ok",
               "events":{"m1":[["join",["mail",1],"p1",{"load":1,"role":"spare"}]]},"listener":{{heard[0]}}},
              {"at":"b","op":"which_groups","result":[["mail",1]]},
              {"at":"c","op":"count","result":1},
              {"nodes":["a","b"],"op":"disconnect","result":"ok","listener":{{heard[1]}}},
              {"at":"a","op":"kill_scope","result":"ok",
               "events":{"m1":[["leave",["mail",1],"p1",{"load":1,"role":"spare"}]]},"listener":{{heard[2]}}},
              {"at":"c","op":"count","result":0},
              {"at":"a","op":"start_scope","result":"ok"},
              {"at":"a","op":"view","result":[]}
            ]
            """)!;
        return new Trace("listeners", Seed: 1, IsUnique: false, IsCluster: true, [.. steps.Select((json, index) => new Step(index + 1, json))]);
    }
}
