namespace PgRegistry.Tests.Model;

/// <summary>Translates between numbers and the keys and values of a declared scope; nothing else.</summary>
internal sealed class ModelledScope<TKey, TValue>(Scope<TKey, TValue> scope) : IModelledScope
    where TKey : notnull, INumbered<TKey>
    where TValue : INumbered<TValue>
{
    public int Count => scope.Count;

    public IReadOnlyList<ScopePeer> Peers => scope.Peers;

    public IModelledRegistration Register(LocalProcess process, int key, int value) => new Registered(scope.Register(process, TKey.Of(key), TValue.Of(value)));

    public IModelledRegistration Register(int key, int value) => new Registered(scope.Register(TKey.Of(key), TValue.Of(value)));

    public IModelledRegistration? TryRegister(LocalProcess? process, int key, int value, out Pid holder)
    {
        Registration<TKey, TValue> registration;
        var isRegistered = process is null
            ? scope.TryRegister(TKey.Of(key), TValue.Of(value), out registration, out holder)
            : scope.TryRegister(process, TKey.Of(key), TValue.Of(value), out registration, out holder);
        return isRegistered ? new Registered(registration) : null;
    }

    public bool Unregister(LocalProcess process, int key) => scope.Unregister(process, TKey.Of(key));

    public IReadOnlyList<IModelledRegistration> Register(IReadOnlyList<LocalProcess> processes, int key, int value) =>
        [.. scope.Register(processes, TKey.Of(key), TValue.Of(value)).Select(registration => new Registered(registration))];

    public int Unregister(IReadOnlyList<LocalProcess> processes, int key) => scope.Unregister(processes, TKey.Of(key));

    public int UnregisterAll(int key) => scope.UnregisterAll(TKey.Of(key));

    public int UnregisterMatch(LocalProcess process, int key, Func<int, bool> value) => scope.UnregisterMatch(process, TKey.Of(key), one => value(one.Number));

    public bool Update(LocalProcess process, int key, int value) => scope.Update(process, TKey.Of(key), TValue.Of(value));

    public bool Update(LocalProcess process, int key, Func<int, int> update) =>
        scope.Update(process, TKey.Of(key), value => TValue.Of(update(value.Number)));

    public IReadOnlyList<Held> Entries() => Numbers(scope.Entries());

    public IReadOnlyList<Member<int>> Lookup(int key) => Numbers(scope.Lookup(TKey.Of(key)));

    public IReadOnlyList<Member<int>> LookupLocal(int key) => Numbers(scope.LookupLocal(TKey.Of(key)));

    public IReadOnlyList<Member<int>> Match(int key, Func<int, bool> value) =>
        [.. scope.Match(TKey.Of(key), one => value(one.Number)).Select(member => new Member<int>(member.Pid, member.Value.Number))];

    public IReadOnlyList<Held> Select(int from, Pid? process) => Numbers(scope.Select(value: new From(from), process: process));

    public IReadOnlyList<int> Values(Pid pid, int key) => [.. scope.Values(pid, TKey.Of(key)).Select(value => value.Number)];

    public IReadOnlyList<int> Keys() => [.. scope.Keys().Select(key => key.Number)];

    public IReadOnlyList<int> KeysOf(Pid pid) => [.. scope.KeysOf(pid).Select(key => key.Number)];

    public int CountOf(int key) => scope.CountOf(TKey.Of(key));

    public int CountOn(NodeId node) => scope.CountOn(node);

    public Pid? WhereIs(int key) => scope.WhereIs(TKey.Of(key));

    public IModelledMonitor Monitor(int? key, int capacity)
    {
        var options = new MonitorOptions { Capacity = capacity };
        return new Monitored(key is { } one ? scope.Monitor(TKey.Of(one), options) : scope.MonitorScope(options));
    }

    public Task ReplicatedAsync() => scope.ReplicatedAsync();

    public void Close() => scope.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static List<Held> Numbers(IReadOnlyList<Entry<TKey, TValue>> entries)
    {
        var numbers = new List<Held>(entries.Count);
        foreach (var entry in entries)
        {
            numbers.Add(NumbersOf(entry));
        }

        return numbers;
    }

    private static List<Member<int>> Numbers(Members<TValue> members)
    {
        var numbers = new List<Member<int>>(members.Count);
        foreach (var (pid, value) in members)
        {
            numbers.Add(new Member<int>(pid, value.Number));
        }

        return numbers;
    }

    private static Held NumbersOf(Entry<TKey, TValue> entry) => new(entry.Id, entry.Pid, entry.Key.Number, entry.Value.Number);

    private static Seen NumbersOf(Change<TKey, TValue> change) => change.Kind switch
    {
        ChangeKind.Joined => new Seen(change.Kind, NumbersOf(change.Entry)),
        ChangeKind.Left => new Seen(change.Kind, NumbersOf(change.Entry), Reason: change.Reason),
        ChangeKind.Updated => new Seen(change.Kind, NumbersOf(change.Entry), OldValue: change.OldValue.Number),
        ChangeKind.Synced => new Seen(change.Kind, Node: change.Node),
        _ => new Seen(change.Kind) { Snapshot = Numbers(change.Snapshot) },
    };

    private sealed class Registered(Registration<TKey, TValue> registration) : IModelledRegistration
    {
        public EntryId Id => registration.Id;

        public Pid Pid => registration.Pid;

        public int Key => registration.Key.Number;

        public LocalProcess? OwnProcess => registration.OwnProcess;

        public bool IsRegistered => registration.IsRegistered;

        public bool Update(int value) => registration.Update(TValue.Of(value));

        public bool Update(Func<int, int> update) => registration.Update(value => TValue.Of(update(value.Number)));

        public void Dispose() => registration.Dispose();
    }

    private sealed class Monitored(ScopeMonitor<TKey, TValue> monitor) : IModelledMonitor
    {
        public IReadOnlyList<Held> Snapshot => Numbers(monitor.Snapshot);

        public List<Seen> Read() => monitor.ReadAvailable().ConvertAll(NumbersOf);

        public bool HasEnded() => monitor.GetAsyncEnumerator().MoveNextAsync().AsTask() is { IsCompletedSuccessfully: true, Result: false };

        public void Dispose() => monitor.Dispose();
    }

    private sealed class From(int number) : IPattern<TValue>
    {
        public bool Matches(TValue candidate) => candidate.Number >= number;
    }
}
