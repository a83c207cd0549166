using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>What changes cost that a monitor takes, one of the scope or one of the key.</summary>
public class MonitorBenchmarks
{
    private const int Keys = 100_000;
    private static readonly Compound s_key = new("followed", 1);
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;
    private Registration<Compound, Load> _registration;
    private ScopeMonitor<Compound, Load> _monitor = null!;
    private IAsyncEnumerator<Change<Compound, Load>> _changes = null!;
    private int _updates;

    [Params(false, true)]
    public bool OfTheKey { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _process = _node.Spawn();
        foreach (var key in Make.Keys<Compound>(Keys))
        {
            _workers.Register(_process, key, Make.Value);
        }

        _registration = _workers.Register(_process, s_key, Make.Value);
        _monitor = OfTheKey ? _workers.Monitor(s_key) : _workers.MonitorScope();
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
    public async Task<int> RegisterAndDispose()
    {
        _workers.Register(_process, s_key, Make.Value).Dispose();
        await _changes.MoveNextAsync().ConfigureAwait(false);
        return await TakeAsync(ChangeKind.Left).ConfigureAwait(false);
    }

    [Benchmark]
    public Task<int> Update()
    {
        _registration.Update(new Load("spare", ++_updates));
        return TakeAsync(ChangeKind.Updated);
    }

    private async Task<int> TakeAsync(ChangeKind kind)
    {
        await _changes.MoveNextAsync().ConfigureAwait(false);
        return _changes.Current.Kind == kind ? _changes.Current.Value.Amount : throw new InvalidOperationException("The monitor says something else.");
    }
}
