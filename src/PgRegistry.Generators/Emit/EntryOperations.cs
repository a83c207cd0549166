namespace PgRegistry.Generators.Emit;

/// <summary>The operations by which a node changes its own entries.</summary>
internal static class EntryOperations
{
    private const string Process = Code.Root + "LocalProcess process";
    private const string Processes = "global::System.Collections.Generic.IEnumerable<" + Code.Root + "LocalProcess> processes";
    private const string Registration = Code.Root + "Registration<Key, Value>";
    private const string Started = Code.Root + "StartedProcess<Key, Value>";
    private const string Run = "global::System.Func<" + Code.Root + "LocalProcess, global::System.Threading.Tasks.Task> run";
    private const string NotNull = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ";
    private const string Holder = "out " + Code.Root + "Pid holder";

    public static void Emit(OperationWriter code, bool isUnique)
    {
        var throws = isUnique ? " Throws <see cref=\"global::PgRegistry.AlreadyRegisteredException\"/> while the key is held on this node." : "";
        code.BeginGroup();
        code.Emit("Adds an entry of {scope} for a process; the result updates and removes exactly this one." + throws,
            $"{Registration} Register({Process}, Key key, Value value)", "_scope.Register(process, key, value)", outranks: true);
        code.Emit("Adds an entry of {scope} with a process of its own, which ends with the result." + throws,
            $"{Registration} Register(Key key, Value value)", "_scope.Register(key, value)");
        code.Emit("Adds an entry of {scope} with a new process that runs a function, and ends with it." + throws,
            $"{Started} Start(Key key, Value value, {Run})", "_scope.Start(key, value, run)");
        if (isUnique)
        {
            EmitTries(code);
        }
        else
        {
            code.Emit("Adds an entry of {scope} for each of several processes, in one step.",
                $"global::System.Collections.Generic.IReadOnlyList<{Registration}> Register({Processes}, Key key, Value value)", "_scope.Register(processes, key, value)");
        }

        code.Emit("Removes from {scope} the most recent entry of a process under a key; false when it has none.",
            $"bool Unregister({Process}, Key key)", "_scope.Unregister(process, key)", outranks: true);
        code.Emit("Removes from {scope} the most recent entry of each of several processes under a key, in one step; returns how many.",
            $"int Unregister({Processes}, Key key)", "_scope.Unregister(processes, key)");
        code.Emit("Removes from {scope} all entries of this node under a key, in one step; returns how many.",
            "int UnregisterAll(Key key)", "_scope.UnregisterAll(key)");
        code.Emit("Removes from {scope} the entries of a process under a key whose value matches; returns how many.",
            $"int UnregisterMatch({Process}, Key key, ValuePattern value)", $"_scope.UnregisterMatch(process, key, {code.Pattern("value")})", outranks: true);
        code.Emit("Removes from {scope} the entries of a process under a key whose value a function selects; it may run more than once.",
            $"int UnregisterMatch({Process}, Key key, global::System.Func<Value, bool> value)", "_scope.UnregisterMatch(process, key, value)");
        code.Emit("Sets the value of all entries of {scope} that a process has under a key in one step; false when it has none.",
            $"bool Update({Process}, Key key, Value value)", "_scope.Update(process, key, value)", outranks: true);
        code.Emit("Derives the value of all entries of {scope} that a process has under a key; the function may run more than once.",
            $"bool Update({Process}, Key key, global::System.Func<Value, Value> update)", "_scope.Update(process, key, update)");
    }

    private static void EmitTries(OperationWriter code)
    {
        const string TryRegistration = $"out {Registration} registration, {Holder}";
        code.Emit("Adds an entry of {scope} for a process unless the key is held on this node; then hands out the holder.",
            $"bool TryRegister({Process}, Key key, Value value, {TryRegistration})", "_scope.TryRegister(process, key, value, out registration, out holder)");
        code.Emit("Adds an entry of {scope} with a process of its own unless the key is held on this node; then hands out the holder.",
            $"bool TryRegister(Key key, Value value, {TryRegistration})", "_scope.TryRegister(key, value, out registration, out holder)");
        code.Emit("Adds an entry of {scope} with a new process that runs a function, unless the key is held on this node; then hands out the holder.",
            $"bool TryStart(Key key, Value value, {Run}, {NotNull}{Started}? started, {Holder})", "_scope.TryStart(key, value, run, out started, out holder)");
    }
}
