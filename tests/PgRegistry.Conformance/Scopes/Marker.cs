namespace PgRegistry.Conformance.Scopes;

/// <summary>Entries that are no part of a trace.</summary>
internal static class Marker
{
    public const string Topic = "(marker)";

    public static TKey Key<TKey>()
        where TKey : IRecordedKey<TKey> => TKey.Of(Topic, 0);

    public static bool Is<TKey>(TKey key)
        where TKey : IRecordedKey<TKey> => key.Topic == Topic;
}
