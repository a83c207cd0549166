using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Operations on one of many keys with one member each, for each kind of key.</summary>
[GenericTypeArguments(typeof(Compound))]
[GenericTypeArguments(typeof(string))]
[GenericTypeArguments(typeof(int))]
public class KeyBenchmarks<TKey>
    where TKey : notnull
{
    private RegistryNode _node = null!;
    private Scope<TKey, Load> _scope = null!;
    private LocalProcess _process = null!;
    private Draws<TKey> _keys = null!;
    private Draws<TKey> _others = null!;
    private int _updates;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _scope = Make.OpenScope<TKey>(_node);
        _process = _node.Spawn();
        var keys = Make.Keys<TKey>(Keys);
        foreach (var key in keys)
        {
            _scope.Register(_process, key, Make.Value);
        }

        _keys = new Draws<TKey>(keys);
        _others = new Draws<TKey>(Make.Keys<TKey>(1000, first: Keys));
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int Lookup() => _scope.Lookup(_keys.Next())[0].Value.Amount;

    [Benchmark]
    public int LookupMissing() => _scope.Lookup(_others.Next()).Count;

    [Benchmark]
    public int LookupLocal() => _scope.LookupLocal(_keys.Next()).Count;

    [Benchmark]
    public int CountOf() => _scope.CountOf(_keys.Next());

    [Benchmark]
    public int Values() => _scope.Values(_process.Pid, _keys.Next()).Count;

    [Benchmark]
    public void RegisterAndDispose() => _scope.Register(_process, _others.Next(), Make.Value).Dispose();

    [Benchmark]
    public bool RegisterAndUnregister()
    {
        var key = _others.Next();
        _scope.Register(_process, key, Make.Value);
        return _scope.Unregister(_process, key);
    }

    /// <summary>With a process of its own.</summary>
    [Benchmark]
    public void RegisterOwnAndDispose() => _scope.Register(_others.Next(), Make.Value).Dispose();

    [Benchmark]
    public bool Update() => _scope.Update(_process, _keys.Next(), new Load("spare", ++_updates));

    [Benchmark]
    public bool UpdateToAnEqualValue() => _scope.Update(_process, _keys.Next(), static value => value with { });

    [Benchmark]
    public void WaitForWhoIsThere() => _scope.WaitForAsync(_keys.Next()).GetAwaiter().GetResult();

    [Benchmark]
    public async Task<int> WaitForWhoComes()
    {
        var key = _others.Next();
        var members = _scope.WaitForAsync(key);
        using var registration = _scope.Register(_process, key, Make.Value);
        return (await members.ConfigureAwait(false)).Count;
    }

    [Benchmark]
    public void MonitorOfAKey() => _scope.Monitor(_keys.Next()).Dispose();
}
