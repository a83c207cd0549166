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
    private TKey[] _keys = [];
    private TKey[] _others = [];
    private int _next;
    private int _updates;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _scope = (Scope<TKey, Load>)(typeof(TKey) == typeof(string) ? _node.Open<Names>().Scope
            : typeof(TKey) == typeof(int) ? (object)_node.Open<Numbers>().Scope
            : _node.Open<Workers>().Scope);
        _process = _node.Spawn();
        _keys = Make.Keys<TKey>(Keys);
        _others = Make.Keys<TKey>(1000, first: Keys);
        foreach (var key in _keys)
        {
            _scope.Register(_process, key, Make.Value);
        }
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int Lookup() => _scope.Lookup(Any(_keys))[0].Value.Amount;

    [Benchmark]
    public int LookupMissing() => _scope.Lookup(Any(_others)).Count;

    [Benchmark]
    public int LookupLocal() => _scope.LookupLocal(Any(_keys)).Count;

    [Benchmark]
    public int CountOf() => _scope.CountOf(Any(_keys));

    [Benchmark]
    public int Values() => _scope.Values(_process.Pid, Any(_keys)).Count;

    [Benchmark]
    public void RegisterAndDispose() => _scope.Register(_process, Any(_others), Make.Value).Dispose();

    [Benchmark]
    public bool RegisterAndUnregister()
    {
        var key = Any(_others);
        _scope.Register(_process, key, Make.Value);
        return _scope.Unregister(_process, key);
    }

    /// <summary>With a process of its own.</summary>
    [Benchmark]
    public void RegisterOwnAndDispose() => _scope.Register(Any(_others), Make.Value).Dispose();

    [Benchmark]
    public bool Update() => _scope.Update(_process, Any(_keys), new Load("spare", ++_updates));

    [Benchmark]
    public bool UpdateToAnEqualValue() => _scope.Update(_process, _keys[0], static value => value with { });

    [Benchmark]
    public void WaitForWhoIsThere() => _scope.WaitForAsync(Any(_keys)).GetAwaiter().GetResult();

    [Benchmark]
    public void MonitorOfAKey() => _scope.Monitor(Any(_keys)).Dispose();

    private TKey Any(TKey[] keys) => keys[_next = (_next + 1) % keys.Length];
}
