namespace PgRegistry.Generators.Emit;

/// <summary>The operations that read what this node sees of the scope.</summary>
internal static class ViewOperations
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList";
    private const string Entry = Code.Root + "Entry<Key, Value>";
    private const string Pid = Code.Root + "Pid";
    private const string Patterns = "KeyPattern? key = null, ValuePattern? value = null, " + Pid + "? process = null";

    public static void Emit(OperationWriter code, bool isUnique)
    {
        code.BeginGroup();
        code.EmitKeyed("The members of {scope} under a key on all nodes, from local memory; what was read never changes.", $"{Code.Root}Members<Value>", "Lookup");
        code.EmitKeyed("The members of {scope} under a key on this node.", $"{Code.Root}Members<Value>", "LookupLocal");
        if (isUnique)
        {
            code.EmitKeyed("The process that holds a key of {scope} on this node, if any.", Pid + "?", "WhereIs");
        }

        code.Emit("The values that a process has under a key of {scope}.", $"{List}<Value> Values({Pid} pid, Key key)", "_scope.Values(pid, key)");
        code.Emit("The keys of {scope} that have an entry.", $"{List}<Key> Keys()", "_scope.Keys()");
        code.Emit("The keys of {scope} that a process has an entry under.", $"{List}<Key> KeysOf({Pid} pid)", "_scope.KeysOf(pid)");
        code.Emit("All entries of {scope} that this node sees.", $"{List}<{Entry}> Entries()", "_scope.Entries()");
        code.Emit("How many entries of {scope} this node sees.", "int Count", "_scope.Count");
        code.EmitKeyed("How many entries of {scope} a key has, on all nodes.", "int", "CountOf");
        code.Emit("How many entries of {scope} a node has.", $"int CountOn({Code.Root}NodeId node)", "_scope.CountOn(node)");

        code.BeginGroup();
        EmitMatch(code, "The members of {scope} under a key whose value matches.", $"{List}<{Code.Root}Member<Value>>", "Match");
        EmitMatch(code, "How many members of {scope} under a key have a value that matches.", "int", "CountMatch");
        EmitSelect(code, "The entries of {scope} whose key, value and process match; what is left out is anything.", $"{List}<{Entry}>", "Select");
        EmitSelect(code, "How many entries of {scope} have a key, a value and a process that match; what is left out is anything.", "int", "CountSelect");
    }

    private static void EmitMatch(OperationWriter code, string summary, string result, string name)
    {
        code.Emit(summary, $"{result} {name}(Key key, ValuePattern value)", $"_scope.{name}(key, {code.Pattern("value")})", outranks: true);
        code.EmitAlso($"{name}(Key, ValuePattern)", $"{result} {name}(Key key, global::System.Func<Value, bool> value)", $"_scope.{name}(key, value)");
    }

    private static void EmitSelect(OperationWriter code, string summary, string result, string name)
    {
        code.Emit(summary, $"{result} {name}({Patterns})", $"_scope.{name}({code.Pattern("key")}, {code.Pattern("value")}, process)", outranks: true);
        code.EmitAlso($"{name}(KeyPattern, ValuePattern, {Pid}?)", $"{result} {name}(global::System.Func<{Entry}, bool> entry)", $"_scope.{name}(entry)");
    }
}
