using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Scopes;

/// <summary>
/// A declared scope with the patterns that were generated for it: turns recorded ones into these, and calls the generated operations.
/// </summary>
internal interface IPatternScope<TSelf, TKey, TValue, TKeyPattern, TValuePattern> : IReplayedScope<TSelf, TKey, TValue>
    where TSelf : class, IPatternScope<TSelf, TKey, TValue, TKeyPattern, TValuePattern>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
    where TKeyPattern : class
    where TValuePattern : class
{
    static abstract TKeyPattern PatternOf(RecordedKeyPattern recorded);

    static abstract TValuePattern PatternOf(RecordedValuePattern recorded);

    int UnregisterMatch(LocalProcess process, TKey key, TValuePattern value);

    IReadOnlyList<Member<TValue>> Match(TKey key, TValuePattern value);

    int CountMatch(TKey key, TValuePattern value);

    IReadOnlyList<Entry<TKey, TValue>> Select(TKeyPattern? key, TValuePattern? value, Pid? process);

    int CountSelect(TKeyPattern? key, TValuePattern? value, Pid? process);

    int IReplayedScope<TSelf, TKey, TValue>.UnregisterMatch(LocalProcess process, TKey key, RecordedValuePattern value) =>
        UnregisterMatch(process, key, TSelf.PatternOf(value));

    IReadOnlyList<Member<TValue>> IReplayedScope<TSelf, TKey, TValue>.Match(TKey key, RecordedValuePattern value) =>
        Match(key, TSelf.PatternOf(value));

    int IReplayedScope<TSelf, TKey, TValue>.CountMatch(TKey key, RecordedValuePattern value) => CountMatch(key, TSelf.PatternOf(value));

    IReadOnlyList<Entry<TKey, TValue>> IReplayedScope<TSelf, TKey, TValue>.Select(RecordedKeyPattern key, RecordedValuePattern value, Pid? process) =>
        Select(TSelf.PatternOf(key), TSelf.PatternOf(value), process);

    int IReplayedScope<TSelf, TKey, TValue>.CountSelect(RecordedKeyPattern key, RecordedValuePattern value, Pid? process) =>
        CountSelect(TSelf.PatternOf(key), TSelf.PatternOf(value), process);
}
