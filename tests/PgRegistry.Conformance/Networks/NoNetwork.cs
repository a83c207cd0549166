using PgRegistry.TestKit;

namespace PgRegistry.Conformance.Networks;

/// <summary>For a trace of one node, on which everything has happened when a call returns.</summary>
internal sealed class NoNetwork : IReplayNetwork
{
    private RegistryNode? _node;

    public async Task<IReadOnlyDictionary<string, RegistryNode>> StartAsync(IReadOnlyList<string> names)
    {
        var name = names.Single();
        _node = await RegistryNode.StartAsync(new() { Name = name, TimeProvider = new ManualTime() });
        return new Dictionary<string, RegistryNode> { [name] = _node };
    }

    public void Cut(string one, string other) => throw NoLinks();

    public void Restore(string one, string other) => throw NoLinks();

    public void Opened<TKey, TValue>(Scope<TKey, TValue> scope)
        where TKey : notnull
    {
    }

    public ValueTask ClosingAsync(string node) => ValueTask.CompletedTask;

    public Task SettleAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _node?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static InvalidDataException NoLinks() => new("A local trace has one node, and no links to cut or restore.");
}
