using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Scopes and nodes that are opened and started, filled, and closed with all of it.</summary>
public class NodeBenchmarks
{
    private RegistryNode _node = null!;
    private LocalProcess _process = null!;
    private Compound[] _keys = [];

    [Params(1, 100, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _process = _node.Spawn();
        _keys = Make.Keys<Compound>(Entries);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public async Task<int> OpenRegisterAndClose()
    {
        await using var workers = _node.Open<Workers>();
        return Fill(workers, _process);
    }

    [Benchmark]
    public async Task<int> StartRegisterAndStop()
    {
        await using var node = Make.Node();
        return Fill(node.Open<Workers>(), node.Spawn());
    }

    /// <summary>Each entry is handed over to nobody.</summary>
    [Benchmark]
    public async Task<int> StartRegisterAndDrain()
    {
        var node = Make.Node();
        var workers = node.Open<Workers>();
        Fill(workers, node.Spawn());
        var handedOver = 0;
        var handOver = workers.HandOver((_, _) =>
        {
            handedOver++;
            return Task.CompletedTask;
        });
        await node.DrainAsync([handOver]).ConfigureAwait(false);
        return handedOver;
    }

    private int Fill(Workers workers, LocalProcess process)
    {
        foreach (var key in _keys)
        {
            workers.Register(process, key, Make.Value);
        }

        return workers.Count;
    }
}
