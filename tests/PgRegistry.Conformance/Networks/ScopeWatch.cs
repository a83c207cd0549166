namespace PgRegistry.Conformance.Networks;

/// <summary>One opened scope on one node, and how to wait for what it is to see. Used by one caller at a time.</summary>
internal interface IScopeWatch : IAsyncDisposable
{
    /// <summary>Completes when the scope has all entries of the nodes, and none of others but its own.</summary>
    /// <exception cref="UnsettledException">The token was cancelled before that.</exception>
    Task SeesAsync(IReadOnlyCollection<string> nodes, CancellationToken deadline);

    /// <summary>Completes when the peers have applied everything that was done here.</summary>
    /// <exception cref="UnsettledException">The token was cancelled before that.</exception>
    Task ReplicatedAsync(CancellationToken deadline);
}

/// <inheritdoc/>
/// <remarks>What the scope sees is read from it; its changes only say when to look again.</remarks>
internal sealed class ScopeWatch<TKey, TValue> : IScopeWatch
    where TKey : notnull
{
    private readonly Scope<TKey, TValue> _scope;
    private readonly ScopeMonitor<TKey, TValue> _monitor;
    private readonly IAsyncEnumerator<Change<TKey, TValue>> _changes;
    private Task<bool>? _next;

    public ScopeWatch(Scope<TKey, TValue> scope)
    {
        _scope = scope;
        _monitor = scope.MonitorScope();
        _changes = _monitor.GetAsyncEnumerator();
    }

    private string Node => _scope.Node.Name;

    public async Task SeesAsync(IReadOnlyCollection<string> nodes, CancellationToken deadline)
    {
        var expected = Text(nodes, []);
        var found = "";
        try
        {
            while ((found = Seen(nodes)) != expected)
            {
                _next ??= _changes.MoveNextAsync().AsTask();
                await _next.WaitAsync(deadline);
                _next = null;
            }
        }
        catch (OperationCanceledException)
        {
            throw new UnsettledException(Node, expected, found);
        }
        catch (ObjectDisposedException closed)
        {
            throw new UnsettledException(Node, expected, closed.Message);
        }
    }

    public async Task ReplicatedAsync(CancellationToken deadline)
    {
        try
        {
            await _scope.ReplicatedAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            throw new UnsettledException(Node, $"{_scope.Name} is replicated", "a peer has not applied everything");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        if (_next is not null)
        {
            await _next;
        }

        await _changes.DisposeAsync();
    }

    private string Seen(IReadOnlyCollection<string> nodes)
    {
        var complete = _scope.Peers.Where(peer => peer.IsComplete).Select(peer => peer.Node.Name);
        var origins = _scope.Entries().Select(entry => entry.Id.Node.Name);
        return Text(nodes.Intersect(complete), origins.Except(nodes).Where(name => name != Node));
    }

    private string Text(IEnumerable<string> complete, IEnumerable<string> strangers) =>
        $"{_scope.Name} has all entries of [{Sorted(complete)}], and some of others: [{Sorted(strangers)}]";

    private static string Sorted(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
