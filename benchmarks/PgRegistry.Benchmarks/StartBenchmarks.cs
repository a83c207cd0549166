using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Functions that are started as processes under a key beside many others.</summary>
public class StartBenchmarks
{
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private Draws<Compound> _others = null!;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        var process = _node.Spawn();
        foreach (var key in Make.Keys<Compound>(Keys))
        {
            _workers.Register(process, key, Make.Value);
        }

        _others = new Draws<Compound>(Make.Keys<Compound>(1000, first: Keys));
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    /// <summary>The function ends by itself.</summary>
    [Benchmark]
    public async Task<Pid> StartAndComplete()
    {
        using var started = _workers.Start(_others.Next(), Make.Value, static _ => Task.CompletedTask);
        await started.Completion.ConfigureAwait(false);
        return started.Pid;
    }

    /// <summary>The function waits to be ended.</summary>
    [Benchmark]
    public async Task<Pid> StartAndDispose()
    {
        var started = _workers.Start(_others.Next(), Make.Value, UntilEndedAsync);
        started.Dispose();
        await started.Completion.ConfigureAwait(false);
        return started.Pid;
    }

    // Without the exception of a cancelled delay, which takes longer than all the rest.
    private static async Task UntilEndedAsync(LocalProcess process)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = process.Ended.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), ended);
        await ended.Task.ConfigureAwait(false);
    }
}
