using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>Writes down the changes of a scope, or of one of its keys, in short, such as "Joined q1" or "Left q1 NodeDown".</summary>
internal sealed class TcpWatch : IAsyncDisposable
{
    private readonly ScopeMonitor<TcpWorkers.Key, TcpWorkers.Value> _monitor;
    private readonly IAsyncEnumerator<Change<TcpWorkers.Key, TcpWorkers.Value>> _changes;

    public TcpWatch(TcpWorkers scope, TcpWorkers.Key? key = null)
    {
        _monitor = key is { } one ? scope.Monitor(one) : scope.MonitorScope();
        _changes = _monitor.GetAsyncEnumerator(Deadline.Token());
    }

    /// <summary>Everything up to such a change.</summary>
    public async Task<List<string>> UntilAsync(string last)
    {
        var seen = new List<string>();
        while (!seen.Contains(last))
        {
            Assert.True(await _changes.MoveNextAsync());
            if (_changes.Current is { Kind: ChangeKind.Joined or ChangeKind.Left } change)
            {
                seen.Add($"{change.Kind} {change.Key.Queue}{change.Key.Shard}{(change.Kind == ChangeKind.Left ? $" {change.Reason}" : "")}");
            }
        }

        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync();
        await _monitor.DisposeAsync();
    }
}
