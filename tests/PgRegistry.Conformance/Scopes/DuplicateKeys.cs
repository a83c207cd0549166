namespace PgRegistry.Conformance.Scopes;

/// <summary>The scope behind recordings of duplicate mode.</summary>
[RegistryScope]
internal sealed partial class DuplicateKeys : IReplayedScope<DuplicateKeys.Key, DuplicateKeys.Value>
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
