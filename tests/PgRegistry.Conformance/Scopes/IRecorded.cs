namespace PgRegistry.Conformance.Scopes;

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
