using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Operations on the entries of one process, of which it has some under the same key.</summary>
public class RepeatedBenchmarks
{
    private static readonly Compound s_key = new("orders", 1);
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;
    private LocalProcess[] _repeated = [];
    private int _updates;

    [Params(1, 100, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _process = _node.Spawn();
        _repeated = [.. Enumerable.Repeat(_process, Entries)];
        _workers.Register(_repeated, s_key, Make.Value);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int Values() => _workers.Values(_process.Pid, s_key).Count;

    [Benchmark]
    public bool UpdateAll() => _workers.Update(_process, s_key, new Load("spare", ++_updates));

    [Benchmark]
    public bool UpdateAllByFunction() => _workers.Update(_process, s_key, static value => value with { Amount = value.Amount + 1 });

    [Benchmark]
    public bool MostRecentLeavesAndJoins()
    {
        var isGone = _workers.Unregister(_process, s_key);
        _workers.Register(_process, s_key, Make.Value);
        return isGone;
    }

    [Benchmark]
    public int AllThatMatchLeaveAndJoin()
    {
        var gone = _workers.UnregisterMatch(_process, s_key, new() { Amount = { AtLeast = 0 } });
        return gone + _workers.Register(_repeated, s_key, Make.Value).Count;
    }
}
