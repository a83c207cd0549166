using PgRegistry.TestKit;

namespace PgRegistry.Conformance.Networks;

/// <summary>The library's in-memory network, driven step by step in an order drawn from a seed.</summary>
internal sealed class SteppedNetwork(int seed) : IReplayNetwork
{
    private readonly InMemoryNetwork _network = InMemoryNetwork.StepByStep(seed);
    private readonly Dictionary<string, RegistryNode> _nodes = [];

    public async Task<IReadOnlyDictionary<string, RegistryNode>> StartAsync(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            // The clock stands still, so that no heartbeat falls between two steps.
            _nodes.Add(name, await RegistryNode.StartAsync(new() { Name = name, Network = _network, TimeProvider = new ManualTime() }));
        }

        return _nodes;
    }

    public void Cut(string one, string other) => _network.Cut(one, other);

    public void Restore(string one, string other) => _network.Restore(one, other);

    public void Opened<TKey, TValue>(Scope<TKey, TValue> scope)
        where TKey : notnull
    {
    }

    public ValueTask ClosingAsync(string node) => ValueTask.CompletedTask;

    public Task SettleAsync()
    {
        _network.Run();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, node) in _nodes)
        {
            // A stop on a network that is driven step by step would wait for somebody to drive it.
            _network.Crash(name);
            await node.DisposeAsync();
        }
    }
}
