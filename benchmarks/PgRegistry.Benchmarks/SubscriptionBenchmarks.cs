using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Monitors of one key with some members, opened and closed.</summary>
public class SubscriptionBenchmarks
{
    private static readonly Compound s_key = new("orders", 1);
    private readonly MonitorOptions _narrow = new() { Capacity = 1 };
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;

    [Params(1, 100, 100_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _process = _node.Spawn();
        for (var i = 0; i < Members; i++)
        {
            _workers.Register(_node.Spawn(), s_key, Make.Value);
        }
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int MonitorAndSnapshot()
    {
        using var monitor = _workers.Monitor(s_key);
        return monitor.Snapshot.Count;
    }

    /// <summary>Two changes are more than may wait, so that it gets a second snapshot in their place.</summary>
    [Benchmark]
    public async Task<int> MonitorAndFallBehind()
    {
        using var monitor = _workers.Monitor(s_key, _narrow);
        await using var changes = monitor.GetAsyncEnumerator();
        _workers.Register(_process, s_key, Make.Value).Dispose();
        await changes.MoveNextAsync().ConfigureAwait(false);
        return changes.Current.Snapshot.Count;
    }
}
