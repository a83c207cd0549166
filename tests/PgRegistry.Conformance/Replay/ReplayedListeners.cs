using PgRegistry.Conformance.Scopes;
using PgRegistry.Conformance.Traces;
using PgRegistry.TestKit;

namespace PgRegistry.Conformance.Replay;

/// <summary>The listeners of the open scopes, by node.</summary>
internal sealed class ReplayedListeners<TScope, TKey, TValue>
    where TScope : class, IReplayedScope<TScope, TKey, TValue>
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    private readonly Dictionary<string, (TScope Scope, RecordingListener<TScope, TKey, TValue> Listener)> _open = [];

    public TScope OpenScope(RegistryNode node)
    {
        var listener = TScope.NewListener();
        var scope = node.Open<TScope>(listener);
        _open[node.Name] = (scope, listener);
        return scope;
    }

    /// <summary>The scope of a node is about to be closed; nobody can know when its listener has heard its last.</summary>
    public void Closing(string node) => _open.Remove(node);

    /// <summary>Completes when each has been told of everything that its node has seen.</summary>
    /// <exception cref="Networks.UnsettledException">One is not called.</exception>
    public async Task CatchUpAsync()
    {
        foreach (var (scope, listener) in _open.Values)
        {
            await listener.CatchUpAsync(scope, Deadline.Length);
        }
    }

    /// <summary>What each was told since the last call.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ReadStep(Rows<TKey, TValue> rows) => _open.ToDictionary(
        listener => listener.Key,
        IReadOnlyList<string> (listener) => [.. listener.Value.Listener.Take().Select(rows.Of).Select(Canonical.Of)]);
}
