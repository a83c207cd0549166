using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance.Scopes;

/// <summary>The scope behind recordings of unique mode.</summary>
[RegistryScope(Keys = KeyMode.Unique)]
internal sealed partial class UniqueKeys :
    IPatternScope<UniqueKeys, UniqueKeys.Key, UniqueKeys.Value, UniqueKeys.KeyPattern, UniqueKeys.ValuePattern>,
    IUniqueScope<UniqueKeys.Key>
{
    public static RecordingListener<UniqueKeys, Key, Value> NewListener() => new Listener();

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

    private sealed class Listener : RecordingListener<UniqueKeys, Key, Value>, IListener;
}
