using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Operations on a whole scope. A hundredth of the entries has another role, and each load from 0 to 99 is that of a hundredth.</summary>
public class ScopeBenchmarks
{
    private RegistryNode _node = null!;
    private Indexed _indexed = null!;
    private LocalProcess _process = null!;
    private LocalProcess _few = null!;
    private int _next;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _indexed = _node.Open<Indexed>();
        _process = _node.Spawn();
        _few = _node.Spawn();
        foreach (var key in Make.Keys<int>(Keys))
        {
            _indexed.Register(key % 100 == 0 ? _few : _process, key, new Data(key % 100 == 0 ? "few" : "many", key % 100));
        }
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int Count() => _indexed.Count;

    [Benchmark]
    public int CountOn() => _indexed.CountOn(_node.Id);

    [Benchmark]
    public int AllKeys() => _indexed.Keys().Count;

    [Benchmark]
    public int Entries() => _indexed.Entries().Count;

    [Benchmark]
    public int EntriesAndReadAll()
    {
        var sum = 0;
        foreach (var (_, _, value) in _indexed.Entries())
        {
            sum += value.Load;
        }

        return sum;
    }

    [Benchmark]
    public int KeysOf() => _indexed.KeysOf(_few.Pid).Count;

    [Benchmark]
    public int ScanWithPattern() => _indexed.CountSelect(value: new() { Load = { Below = 0 } });

    [Benchmark]
    public int ScanWithFunction() => _indexed.CountSelect(static entry => entry.Value.Load < 0);

    [Benchmark]
    public int SelectWithPattern() => _indexed.Select(value: new() { Load = { AtLeast = 99 } }).Count;

    [Benchmark]
    public int SelectWithFunction() => _indexed.Select(static entry => entry.Value.Load >= 99).Count;

    [Benchmark]
    public int SelectOfAProcess() => _indexed.Select(process: _few.Pid).Count;

    [Benchmark]
    public int SelectByIndex() => _indexed.Select(value: new() { Role = "few" }).Count;

    [Benchmark]
    public int CountSelectByIndex() => _indexed.CountSelect(value: new() { Role = "few" });

    [Benchmark]
    public int LookupByIndex() => _indexed.LookupByRole("few").Count;

    [Benchmark]
    public int MonitorAndSnapshot()
    {
        using var monitor = _indexed.MonitorScope();
        return monitor.Snapshot.Count;
    }

    /// <summary>There is nobody to wait for.</summary>
    [Benchmark]
    public Task ReplicatedAsync() => _indexed.ReplicatedAsync();

    /// <summary>With an index, which is kept as well.</summary>
    [Benchmark]
    public void RegisterAndDispose() => _indexed.Register(_process, -(_next = (_next + 1) % 1000) - 1, new Data("few", 1)).Dispose();
}
