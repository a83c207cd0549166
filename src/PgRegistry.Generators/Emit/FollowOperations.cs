namespace PgRegistry.Generators.Emit;

/// <summary>The operations that wait for, follow or act on what this node sees, and those that concern the scope itself.</summary>
internal static class FollowOperations
{
    private const string Tasks = "global::System.Threading.Tasks.";
    private const string Token = "global::System.Threading.CancellationToken";
    private const string Members = Code.Root + "Members<Value>";

    public static void Emit(OperationWriter code)
    {
        const string Monitor = Code.Root + "ScopeMonitor<Key, Value>";
        const string Options = Code.Root + "MonitorOptions? options = null";

        code.BeginGroup();
        code.Emit("A snapshot of all of {scope}, then every change; dispose it to stop.", $"{Monitor} MonitorScope({Options})", "_scope.MonitorScope(options)");
        code.EmitKeyed("A snapshot of the entries of {scope} under a key, then every change to them; dispose it to stop.", Monitor, "Monitor", Options);
        code.EmitKeyed("Completes when somebody is under a key of {scope}, with those who are there then.", $"{Tasks}Task<{Members}>", "WaitForAsync", $"{Token} cancellationToken = default");
        code.Emit("Calls back with the members of {scope} under a key, unless there are none; returns whether it did.",
            $"bool Dispatch(Key key, global::System.Action<{Members}> callback)", "_scope.Dispatch(key, callback)");

        code.BeginGroup();
        code.Emit("What this node keeps with {scope}, by name; other nodes do not see it.", $"{Code.Root}ScopeMetadata Metadata", "_scope.Metadata");
        code.Emit("The nodes that share {scope} over a link.", $"global::System.Collections.Generic.IReadOnlyList<{Code.Root}ScopePeer> Peers", "_scope.Peers");
        code.Emit("Completes when every peer has applied what this node did in {scope} so far.",
            $"{Tasks}Task ReplicatedAsync({Token} cancellationToken = default)", "_scope.ReplicatedAsync(cancellationToken)");
        code.Emit("Says what is done with each entry of {scope} that this node has when it drains; see <see cref=\"global::PgRegistry.RegistryNode.DrainAsync\"/>.",
            $"{Code.Root}ScopeHandOver HandOver(global::System.Func<{Code.Root}Entry<Key, Value>, {Token}, {Tasks}Task> handOver, int concurrency = 1)", "_scope.HandOver(handOver, concurrency)");
        code.Emit("The name of {scope} in the cluster.", "string Name", "_scope.Name");
        code.Emit("The node that {scope} is open on.", $"{Code.Root}NodeId Node", "_scope.Node");
        code.Emit("Whether keys of {scope} are duplicate or unique on each node.", $"{Code.Root}KeyMode Mode", "_scope.Mode");
        code.Emit("What {scope} is without its generated face, for code that works with any scope.", $"{Code.Root}Scope<Key, Value> Scope", "_scope");
        code.Emit("Closes {scope} on this node: its entries end here and leave the view of every peer.", $"{Tasks}ValueTask DisposeAsync()", "_scope.DisposeAsync()");
    }
}
