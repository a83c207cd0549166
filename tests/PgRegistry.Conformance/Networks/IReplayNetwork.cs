namespace PgRegistry.Conformance.Networks;

/// <summary>What the nodes of a trace are linked by. It starts them, and stops them when it is disposed.</summary>
internal interface IReplayNetwork : IAsyncDisposable
{
    /// <summary>Starts nodes of these names, each of which is to be linked to every other.</summary>
    Task<IReadOnlyDictionary<string, RegistryNode>> StartAsync(IReadOnlyList<string> names);

    /// <summary>Cuts the link between two nodes, and no other.</summary>
    void Cut(string one, string other);

    /// <summary>Lets two nodes link again.</summary>
    void Restore(string one, string other);

    /// <summary>The replayed scope was opened on a node.</summary>
    void Opened<TKey, TValue>(Scope<TKey, TValue> scope)
        where TKey : notnull;

    /// <summary>The replayed scope is about to be closed on a node.</summary>
    ValueTask ClosingAsync(string node);

    /// <summary>Completes when everything that is under way has arrived and has been handled.</summary>
    /// <exception cref="UnsettledException">That does not come about.</exception>
    Task SettleAsync();
}
