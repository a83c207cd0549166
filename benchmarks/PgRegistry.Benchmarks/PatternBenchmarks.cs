using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Searches by patterns of keys, for each kind of key: many keys with one member each, of which a hundredth match, or one.</summary>
[GenericTypeArguments(typeof(Compound))]
[GenericTypeArguments(typeof(string))]
[GenericTypeArguments(typeof(int))]
public class PatternBenchmarks<TKey>
    where TKey : notnull
{
    private const int ExactPatterns = 1000;

    /// <summary>Every tenth value is so.</summary>
    private readonly Workers.ValuePattern _tenth = new() { Amount = { Below = 1 } };
    private RegistryNode _node = null!;
    private Scope<TKey, Load> _scope = null!;
    private LocalProcess _process = null!;
    private IPattern<TKey> _hundredth = null!;
    private Draws<IPattern<TKey>> _exact = null!;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _scope = Make.OpenScope<TKey>(_node);
        _process = _node.Spawn();
        var keys = Make.Keys<TKey>(Keys);
        for (var i = 0; i < Keys; i++)
        {
            _scope.Register(_process, keys[i], new Load("primary", i % 10));
        }

        _hundredth = Make.Hundredth<TKey>(Keys);
        _exact = new Draws<IPattern<TKey>>(Array.ConvertAll(new Random(3).GetItems(keys, ExactPatterns), key => Make.Exactly(key)));
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int SelectByKeyPattern() => _scope.Select(_hundredth).Count;

    [Benchmark]
    public int CountSelectByKeyPattern() => _scope.CountSelect(_hundredth);

    [Benchmark]
    public int SelectByKeyAndValue() => _scope.Select(_hundredth, _tenth).Count;

    [Benchmark]
    public int SelectByKeyOfAProcess() => _scope.Select(_hundredth, process: _process.Pid).Count;

    [Benchmark]
    public int SelectExactKey() => _scope.Select(_exact.Next()).Count;

    [Benchmark]
    public int CountSelectExactKey() => _scope.CountSelect(_exact.Next());

    [Benchmark]
    public int SelectExactKeyOfAProcess() => _scope.Select(_exact.Next(), process: _process.Pid).Count;
}
