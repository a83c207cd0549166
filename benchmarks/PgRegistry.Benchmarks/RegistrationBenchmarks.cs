using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>What is done by the handle of an entry, any of many keys with one member each, for each kind of key.</summary>
[GenericTypeArguments(typeof(Compound))]
[GenericTypeArguments(typeof(string))]
[GenericTypeArguments(typeof(int))]
public class RegistrationBenchmarks<TKey>
    where TKey : notnull
{
    private readonly Load _equal = Make.Value with { };
    private RegistryNode _node = null!;
    private Scope<TKey, Load> _scope = null!;
    private LocalProcess _process = null!;
    private Registration<TKey, Load>[] _registrations = [];
    private Draws<int> _indexes = null!;
    private int _updates;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _scope = Make.OpenScope<TKey>(_node);
        _process = _node.Spawn();
        _registrations = Array.ConvertAll(Make.Keys<TKey>(Keys), key => _scope.Register(_process, key, Make.Value));
        _indexes = new Draws<int>([.. Enumerable.Range(0, Keys)]);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public bool IsRegistered() => Any().IsRegistered;

    [Benchmark]
    public bool Update() => Any().Update(new Load("spare", ++_updates));

    [Benchmark]
    public bool UpdateByFunction() => Any().Update(static value => value with { Amount = value.Amount + 1 });

    [Benchmark]
    public bool UpdateToAnEqualValue() => Any().Update(_equal);

    [Benchmark]
    public Pid DisposeAndRegister()
    {
        ref var any = ref Any();
        any.Dispose();
        any = _scope.Register(_process, any.Key, Make.Value);
        return any.Pid;
    }

    private ref Registration<TKey, Load> Any() => ref _registrations[_indexes.Next()];
}
