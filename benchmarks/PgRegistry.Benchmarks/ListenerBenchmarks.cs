using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>What writes cost in a scope with listeners, until each of these has heard of the last.</summary>
public class ListenerBenchmarks
{
    // Few enough for a listener's queue: what is replaced by a call of Resynced would not be counted.
    private const int Keys = 10_000;
    private const int Operations = 10_000;
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;
    private Registration<Compound, Load> _registration;
    private CountingListener[] _listeners = [];
    private Draws<Compound> _others = null!;
    private long _calls;
    private int _updates;

    [Params(0, 1, 4)]
    public int Listeners { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _listeners = [.. Enumerable.Range(0, Listeners).Select(static _ => new CountingListener())];
        _workers = _node.Open<Workers>(_listeners);
        _process = _node.Spawn();
        foreach (var key in Make.Keys<Compound>(Keys))
        {
            _registration = _workers.Register(_process, key, Make.Value);
        }

        _others = new Draws<Compound>(Make.Keys<Compound>(1000, first: Keys));
        Hear(Keys);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RegisterAndDispose()
    {
        for (var i = 0; i < Operations; i++)
        {
            _workers.Register(_process, _others.Next(), Make.Value).Dispose();
        }

        return Hear(2 * Operations);
    }

    /// <summary>Of which no listener is told; one that comes and goes at the end shows that they are through.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public long Update()
    {
        for (var i = 0; i < Operations; i++)
        {
            _registration.Update(new Load("spare", ++_updates));
        }

        _workers.Register(_process, _others.Next(), Make.Value).Dispose();
        return Hear(2);
    }

    private long Hear(int calls)
    {
        _calls += calls;
        foreach (var listener in _listeners)
        {
            listener.WaitFor(_calls);
        }

        return _calls;
    }
}
