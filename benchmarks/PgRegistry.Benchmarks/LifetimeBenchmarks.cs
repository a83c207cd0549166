using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Processes with one entry among many, each ended by what it was spawned for.</summary>
public class LifetimeBenchmarks
{
    private const int Keys = 100_000;
    private static readonly Compound s_key = new("fresh", 1);
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;

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
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public Pid SpawnAndDispose()
    {
        var process = Registered(_node.Spawn());
        process.Dispose();
        return Ended(process);
    }

    [Benchmark]
    public Pid SpawnUntilTask()
    {
        var lifetime = new TaskCompletionSource();
        var process = Registered(_node.SpawnUntil(lifetime.Task));
        lifetime.SetResult();
        return Ended(process);
    }

    [Benchmark]
    public Pid SpawnUntilToken()
    {
        using var lifetime = new CancellationTokenSource();
        var process = Registered(_node.SpawnUntil(lifetime.Token));
        lifetime.Cancel();
        return Ended(process);
    }

    /// <summary>For an owner that stays, as a collection of it would be measured otherwise.</summary>
    [Benchmark]
    public Pid SpawnForAndDispose()
    {
        var process = Registered(_node.SpawnFor(this));
        process.Dispose();
        return Ended(process);
    }

    [Benchmark]
    public bool IsAlive() => _process.IsAlive;

    [Benchmark]
    public bool EndedToken() => _process.Ended.IsCancellationRequested;

    private LocalProcess Registered(LocalProcess process)
    {
        _workers.Register(process, s_key, Make.Value);
        return process;
    }

    private static Pid Ended(LocalProcess process) => process.IsAlive ? throw new InvalidOperationException("The process has not ended.") : process.Pid;
}
