using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Scopes;

/// <summary>
/// What the replay needs of a declared scope; the generated operations implement it as they are. Those that take a recorded pattern
/// are implemented by <see cref="IPatternScope{TSelf, TKey, TValue, TKeyPattern, TValuePattern}"/>.
/// </summary>
internal interface IReplayedScope<TSelf, TKey, TValue> : IRegistryScope<TSelf>
    where TSelf : class, IReplayedScope<TSelf, TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    Scope<TKey, TValue> Scope { get; }

    int Count { get; }

    ScopeMetadata Metadata { get; }

    static abstract RecordingListener<TSelf, TKey, TValue> NewListener();

    Registration<TKey, TValue> Register(LocalProcess process, TKey key, TValue value);

    Registration<TKey, TValue> Register(TKey key, TValue value);

    bool Unregister(LocalProcess process, TKey key);

    int Unregister(IEnumerable<LocalProcess> processes, TKey key);

    int UnregisterAll(TKey key);

    int UnregisterMatch(LocalProcess process, TKey key, RecordedValuePattern value);

    int UnregisterMatch(LocalProcess process, TKey key, Func<TValue, bool> value);

    bool Update(LocalProcess process, TKey key, TValue value);

    Members<TValue> Lookup(TKey key);

    Members<TValue> LookupLocal(TKey key);

    IReadOnlyList<TValue> Values(Pid pid, TKey key);

    IReadOnlyList<TKey> KeysOf(Pid pid);

    IReadOnlyList<TKey> Keys();

    IReadOnlyList<Entry<TKey, TValue>> Entries();

    IReadOnlyList<Member<TValue>> Match(TKey key, RecordedValuePattern value);

    IReadOnlyList<Member<TValue>> Match(TKey key, Func<TValue, bool> value);

    int CountMatch(TKey key, RecordedValuePattern value);

    int CountMatch(TKey key, Func<TValue, bool> value);

    IReadOnlyList<Entry<TKey, TValue>> Select(RecordedKeyPattern key, RecordedValuePattern value, Pid? process);

    IReadOnlyList<Entry<TKey, TValue>> Select(Func<Entry<TKey, TValue>, bool> entry);

    int CountSelect(RecordedKeyPattern key, RecordedValuePattern value, Pid? process);

    int CountSelect(Func<Entry<TKey, TValue>, bool> entry);

    bool Dispatch(TKey key, Action<Members<TValue>> callback);

    ScopeMonitor<TKey, TValue> MonitorScope(MonitorOptions? options = null);

    ScopeMonitor<TKey, TValue> Monitor(TKey key, MonitorOptions? options = null);
}

/// <summary>What only a scope with unique keys has.</summary>
internal interface IUniqueScope<TKey>
{
    Pid? WhereIs(TKey key);
}

/// <summary>What only a scope with duplicate keys has.</summary>
internal interface IDuplicateScope<TKey, TValue>
    where TKey : notnull
{
    IReadOnlyList<Registration<TKey, TValue>> Register(IEnumerable<LocalProcess> processes, TKey key, TValue value);
}
