using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Concurrency;

/// <summary>A monitor that is read all the time, of a whole scope or of one key; every change has to make sense.</summary>
internal sealed class WatchedView(Stamped scope, Stamped.Key? key, int capacity) : IAsyncDisposable
{
    /// <summary>Who writes the marks.</summary>
    public const int Mark = -1;

    private readonly Watch<Stamped.Key, Stamped.Value> _watch = new(key is { } one
        ? scope.Monitor(one, new MonitorOptions { Capacity = capacity })
        : scope.MonitorScope(new MonitorOptions { Capacity = capacity }));

    /// <summary>How often it was told that it fell behind.</summary>
    public int Resyncs { get; private set; }

    /// <summary>
    /// Reads until the marks of a round are there, which are the last that happens on each node: of each one under the key, or one under each of two.
    /// </summary>
    public async Task UntilMarkedAsync(int round, int nodes)
    {
        var isMarked = false;
        while (!isMarked)
        {
            var change = await _watch.NextAsync();
            Resyncs += change.Kind == ChangeKind.Resynced ? 1 : 0;
            isMarked = (change.Kind == ChangeKind.Resynced || (change.Kind == ChangeKind.Joined && change.Value.Writer == Mark))
                && _watch.View.Values.Count(entry => entry.Value == new Stamped.Value(Mark, round)) == (key is null ? 2 * nodes : nodes);
        }
    }

    /// <summary>At rest.</summary>
    public void AssertIsView() => _watch.AssertView(
        scope.Entries().Where(entry => key is null || entry.Key == key), $"monitor of {key?.ToString() ?? "all"} with capacity {capacity} on {scope.Node}");

    public ValueTask DisposeAsync() => _watch.DisposeAsync();
}
