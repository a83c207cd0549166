using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Messages within a node, and what changes cost that somebody follows.</summary>
public class MessageBenchmarks
{
    private static readonly Compound Key = new("orders", 1);
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;
    private Inbox<Message>[] _inboxes = [];
    private ScopeMonitor<Compound, Load> _monitor = null!;
    private IAsyncEnumerator<Change<Compound, Load>> _changes = null!;

    [Params(1, 100)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _process = _node.Spawn();
        var members = Enumerable.Range(0, Members).Select(_ => _node.Spawn()).ToArray();
        _inboxes = Array.ConvertAll(members, member => _workers.OpenInbox(member));
        _workers.Register(members, Key, Make.Value);
        _monitor = _workers.MonitorScope();
        _changes = _monitor.GetAsyncEnumerator();
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _changes.DisposeAsync().ConfigureAwait(false);
        await _monitor.DisposeAsync().ConfigureAwait(false);
        await _node.DisposeAsync().ConfigureAwait(false);
    }

    [Benchmark]
    public int SendAndReceive()
    {
        _workers.Send(_inboxes[0].Owner, new Message(1), from: _process);
        return _inboxes[0].TryReceive(out var envelope) ? envelope.Message.Number : throw new InvalidOperationException("Nothing was received.");
    }

    [Benchmark]
    public int PublishAndReceive()
    {
        _workers.Publish(Key, new Message(1), from: _process);
        var sum = 0;
        foreach (var inbox in _inboxes)
        {
            sum += inbox.TryReceive(out var envelope) ? envelope.Message.Number : throw new InvalidOperationException("Nothing was received.");
        }

        return sum;
    }

    /// <summary>With a monitor that takes both changes.</summary>
    [Benchmark]
    public async Task<int> RegisterAndDisposeMonitored()
    {
        _workers.Register(_process, Key, Make.Value).Dispose();
        await _changes.MoveNextAsync().ConfigureAwait(false);
        await _changes.MoveNextAsync().ConfigureAwait(false);
        return _changes.Current.Kind == ChangeKind.Left ? 1 : throw new InvalidOperationException("The monitor says something else.");
    }
}
