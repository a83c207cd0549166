namespace PgRegistry.Conformance.Scopes;

/// <summary>What the replay needs of a declared scope; the generated operations implement it as they are.</summary>
internal interface IReplayedScope<TKey, TValue> : IAsyncDisposable
    where TKey : notnull
{
    Scope<TKey, TValue> Scope { get; }

    int Count { get; }

    Registration<TKey, TValue> Register(LocalProcess process, TKey key, TValue value);

    bool Unregister(LocalProcess process, TKey key);

    bool Update(LocalProcess process, TKey key, TValue value);

    Members<TValue> Lookup(TKey key);

    Members<TValue> LookupLocal(TKey key);

    IReadOnlyList<TValue> Values(Pid pid, TKey key);

    IReadOnlyList<TKey> KeysOf(Pid pid);

    IReadOnlyList<TKey> Keys();

    IReadOnlyList<Entry<TKey, TValue>> Entries();

    ScopeMonitor<TKey, TValue> MonitorScope(MonitorOptions? options = null);

    ScopeMonitor<TKey, TValue> Monitor(TKey key, MonitorOptions? options = null);
}

/// <summary>What only a scope with unique keys has.</summary>
internal interface IUniqueScope<TKey>
{
    Pid? WhereIs(TKey key);
}

/// <summary>A key as recordings write it. Each scope declares its own key type, so the replay is generic over it.</summary>
internal interface IRecordedKey<TSelf>
    where TSelf : IRecordedKey<TSelf>
{
    string Topic { get; }

    int Shard { get; }

    static abstract TSelf Of(string topic, int shard);
}

/// <summary>A value as recordings write it.</summary>
internal interface IRecordedValue<TSelf>
    where TSelf : IRecordedValue<TSelf>
{
    string Role { get; }

    int Load { get; }

    static abstract TSelf Of(string role, int load);
}
