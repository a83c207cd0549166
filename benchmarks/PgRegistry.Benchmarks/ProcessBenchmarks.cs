using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Processes that come, register, and end with all of it.</summary>
public class ProcessBenchmarks
{
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private Compound[] _keys = [];

    [Params(0, 1, 100, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _keys = Make.Keys<Compound>(Entries);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public void SpawnRegisterAndEnd()
    {
        using var process = _node.Spawn();
        foreach (var key in _keys)
        {
            _workers.Register(process, key, Make.Value);
        }
    }

    /// <summary>The entries are taken out one by one, so that the process has none left when it ends.</summary>
    [Benchmark]
    public void SpawnRegisterAndUnregister()
    {
        using var process = _node.Spawn();
        foreach (var key in _keys)
        {
            _workers.Register(process, key, Make.Value);
        }

        foreach (var key in _keys)
        {
            _workers.Unregister(process, key);
        }
    }
}
