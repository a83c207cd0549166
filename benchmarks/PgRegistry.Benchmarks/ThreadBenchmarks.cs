using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Lookups, registrations and updates of one or two threads at once, with or without another that registers and unregisters all the time.</summary>
public class ThreadBenchmarks : IDisposable
{
    private const int Keys = 100_000;
    private const int Operations = 100_000;
    private readonly List<Thread> _threads = [];
    private Barrier _start = null!;
    private Barrier _end = null!;
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;
    private Compound[] _keys = [];
    private int _rounds;
    private Action<int> _work = static _ => { };
    private volatile bool _isStopping;

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(false, true)]
    public bool BusyWriter { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _process = _node.Spawn();
        _keys = Make.Keys<Compound>(Keys);
        foreach (var key in _keys)
        {
            _workers.Register(_process, key, Make.Value);
        }

        // Another order than that in which the entries lie in memory.
        new Random(2).Shuffle(_keys);
        _start = new Barrier(1 + Threads);
        _end = new Barrier(1 + Threads);
        for (var i = 0; i < Threads; i++)
        {
            Run(i, Work);
        }

        if (BusyWriter)
        {
            Run(Threads, Write);
        }
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        _isStopping = true;
        _start.SignalAndWait();
        _threads.ForEach(thread => thread.Join());
        await _node.DisposeAsync().ConfigureAwait(false);
        Dispose();
    }

    public void Dispose()
    {
        _start.Dispose();
        _end.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The time for one lookup of each thread.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void Lookups() => Together(Lookup);

    /// <summary>The time for one registration and its end of each thread.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void RegistrationsAndEnds() => Together(Register);

    /// <summary>The time for one update of each thread.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void Updates() => Together(Update);

    private void Together(Action<int> work)
    {
        _work = work;
        _rounds++;
        _start.SignalAndWait();
        _end.SignalAndWait();
    }

    private void Lookup(int thread)
    {
        for (var i = 0; i < Operations; i++)
        {
            _ = _workers.Lookup(KeyOf(thread, i))[0];
        }
    }

    private void Register(int thread)
    {
        using var process = _node.Spawn();
        for (var i = 0; i < Operations; i++)
        {
            _workers.Register(process, new Compound("fresh", (thread * 1000) + (i % 1000)), Make.Value).Dispose();
        }
    }

    private void Update(int thread)
    {
        // Of each thread and round its own, for an equal one would change nothing.
        var value = new Load("spare", (_rounds * Threads) + thread);
        for (var i = 0; i < Operations; i++)
        {
            _workers.Update(_process, KeyOf(thread, i), value);
        }
    }

    private Compound KeyOf(int thread, int i) => _keys[(i + (thread * Keys / 2)) % Keys];

    private void Run(int number, Action<int> loop)
    {
        var thread = new Thread(() => loop(number)) { IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work(int thread)
    {
        while (true)
        {
            _start.SignalAndWait();
            if (_isStopping)
            {
                return;
            }

            _work(thread);
            _end.SignalAndWait();
        }
    }

    private void Write(int thread)
    {
        var process = _node.Spawn();
        for (var i = 0; !_isStopping; i++)
        {
            _workers.Register(process, new Compound("busy", i % 1000), Make.Value).Dispose();
        }
    }
}
