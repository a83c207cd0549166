namespace PgRegistry.Generators.Emit;

/// <summary>The operations by which a node changes its own entries.</summary>
internal static class EntryOperations
{
    private const string Process = Code.Root + "LocalProcess process";
    private const string Registration = Code.Root + "Registration<Key, Value>";
    private const string Try = $"[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {Registration}? registration, out {Code.Root}Pid holder";

    public static void Emit(OperationWriter code, bool isUnique)
    {
        const string Throws = " Throws <see cref=\"global::PgRegistry.AlreadyRegisteredException\"/> while the key is held on this node.";
        code.Emit("Adds an entry for a process; the result updates and removes exactly this one." + (isUnique ? Throws : ""),
            $"{Registration} Register({Process}, Key key, Value value)", "_scope.Register(process, key, value)");
        code.Emit("Adds an entry with a process of its own, which ends with the result." + (isUnique ? Throws : ""),
            $"{Registration} Register(Key key, Value value)", "_scope.Register(key, value)");
        if (isUnique)
        {
            code.Emit("Adds an entry for a process unless the key is held on this node; then hands out the holder.",
                $"bool TryRegister({Process}, Key key, Value value, {Try})", "_scope.TryRegister(process, key, value, out registration, out holder)");
            code.Emit("Adds an entry with a process of its own unless the key is held on this node; then hands out the holder.",
                $"bool TryRegister(Key key, Value value, {Try})", "_scope.TryRegister(key, value, out registration, out holder)");
        }

        code.Emit("Removes the most recent entry of a process under a key; false when it has none.",
            $"bool Unregister({Process}, Key key)", "_scope.Unregister(process, key)");
        code.Emit("Sets the value of all entries of a process under a key in one step; false when it has none.",
            $"bool Update({Process}, Key key, Value value)", "_scope.Update(process, key, value)", outranks: true);
        code.Emit("Derives the value of all entries of a process under a key; the function may run more than once.",
            $"bool Update({Process}, Key key, global::System.Func<Value, Value> update)", "_scope.Update(process, key, update)");
    }
}
