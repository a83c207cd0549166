using PgRegistry.Conformance.Networks;

namespace PgRegistry.Conformance.Tests;

/// <summary>A network that settles so many times, and then does not.</summary>
internal sealed class UnsettledNetwork(int afterSettling) : IReplayNetwork
{
    private readonly SteppedNetwork _network = new(seed: 1);
    private int _settled;

    public Task<IReadOnlyDictionary<string, RegistryNode>> StartAsync(IReadOnlyList<string> names) => _network.StartAsync(names);

    public void Cut(string one, string other) => _network.Cut(one, other);

    public void Restore(string one, string other) => _network.Restore(one, other);

    public void Opened<TKey, TValue>(Scope<TKey, TValue> scope)
        where TKey : notnull => _network.Opened(scope);

    public ValueTask ClosingAsync(string node) => _network.ClosingAsync(node);

    public Task SettleAsync() => _settled++ < afterSettling ? _network.SettleAsync() : throw new UnsettledException("a", "calm", "storm");

    public ValueTask DisposeAsync() => _network.DisposeAsync();
}
