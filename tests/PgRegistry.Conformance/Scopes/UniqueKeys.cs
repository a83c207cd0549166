namespace PgRegistry.Conformance.Scopes;

/// <summary>The scope behind recordings of unique mode.</summary>
[RegistryScope(Keys = KeyMode.Unique)]
internal sealed partial class UniqueKeys : IReplayedScope<UniqueKeys.Key, UniqueKeys.Value>, IUniqueScope<UniqueKeys.Key>
{
    public readonly record struct Key(string Topic, int Shard) : IRecordedKey<Key>
    {
        public static Key Of(string topic, int shard) => new(topic, shard);
    }

    public sealed record Value(string Role, int Load) : IRecordedValue<Value>
    {
        public static Value Of(string role, int load) => new(role, load);
    }
}
