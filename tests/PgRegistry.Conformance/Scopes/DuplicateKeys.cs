using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Scopes;

/// <summary>The scope behind recordings of duplicate mode.</summary>
[RegistryScope]
internal sealed partial class DuplicateKeys :
    IPatternScope<DuplicateKeys, DuplicateKeys.Key, DuplicateKeys.Value, DuplicateKeys.KeyPattern, DuplicateKeys.ValuePattern>,
    IDuplicateScope<DuplicateKeys.Key, DuplicateKeys.Value>
{
    public static RecordingListener<DuplicateKeys, Key, Value> NewListener() => new Listener();

    public static KeyPattern PatternOf(RecordedKeyPattern recorded) =>
        new() { Topic = Constraints.On(recorded.Topic), Shard = Constraints.On(recorded.Shard) };

    public static ValuePattern PatternOf(RecordedValuePattern recorded) =>
        new() { Role = Constraints.On(recorded.Role), Load = Constraints.On(recorded.Load) };

    public readonly record struct Key(string Topic, int Shard) : IRecordedKey<Key>
    {
        public static Key Of(string topic, int shard) => new(topic, shard);
    }

    public sealed record Value(string Role, int Load) : IRecordedValue<Value>
    {
        public static Value Of(string role, int load) => new(role, load);
    }

    private sealed class Listener : RecordingListener<DuplicateKeys, Key, Value>, IListener;
}
