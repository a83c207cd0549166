namespace PgRegistry.Generators.Emit;

/// <summary>The operations that read or follow what this node sees of the scope.</summary>
internal static class ViewOperations
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList";
    private const string Pid = Code.Root + "Pid";

    public static void Emit(OperationWriter code, bool isUnique)
    {
        const string Monitor = Code.Root + "ScopeMonitor<Key, Value>";
        const string Options = Code.Root + "MonitorOptions? options = null";

        code.EmitKeyed("The members under a key on all nodes, from local memory; what was read never changes.", $"{Code.Root}Members<Value>", "Lookup");
        code.EmitKeyed("The members under a key on this node.", $"{Code.Root}Members<Value>", "LookupLocal");
        if (isUnique)
        {
            code.EmitKeyed("The process that holds a key on this node, if any.", Pid + "?", "WhereIs");
        }

        code.Emit("The values that a process has under a key.", $"{List}<Value> Values({Pid} pid, Key key)", "_scope.Values(pid, key)");
        code.Emit("The keys that have an entry.", $"{List}<Key> Keys()", "_scope.Keys()");
        code.Emit("The keys that a process has an entry under.", $"{List}<Key> KeysOf({Pid} pid)", "_scope.KeysOf(pid)");
        code.Emit("All entries that this node sees.", $"{List}<{Code.Root}Entry<Key, Value>> Entries()", "_scope.Entries()");
        code.Emit("How many entries this node sees.", "int Count", "_scope.Count");
        code.EmitKeyed("How many entries a key has, on all nodes.", "int", "CountOf");
        code.Emit("How many entries a node has.", $"int CountOn({Code.Root}NodeId node)", "_scope.CountOn(node)");
        code.Emit("A snapshot of everything, then every change; dispose it to stop.", $"{Monitor} MonitorScope({Options})", "_scope.MonitorScope(options)");
        code.EmitKeyed("A snapshot of one key's entries, then every change to them; dispose it to stop.", Monitor, "Monitor", Options);
        code.Emit("The nodes that share this scope over a link.", $"{List}<{Code.Root}ScopePeer> Peers", "_scope.Peers");
        code.Emit("Completes when every peer has applied what this node did so far.",
            "global::System.Threading.Tasks.Task ReplicatedAsync(global::System.Threading.CancellationToken cancellationToken = default)",
            "_scope.ReplicatedAsync(cancellationToken)");
        code.Emit("The scope's name in the cluster.", "string Name", "_scope.Name");
        code.Emit("The node that the scope is open on.", $"{Code.Root}NodeId Node", "_scope.Node");
        code.Emit("Whether keys are duplicate or unique on each node.", $"{Code.Root}KeyMode Mode", "_scope.Mode");
        code.Emit("The scope without its generated face, for code that works with any scope.", $"{Code.Root}Scope<Key, Value> Scope", "_scope");
    }
}
