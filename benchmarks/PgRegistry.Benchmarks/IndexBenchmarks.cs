using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Operations on one key by an indexed member of the values. A hundredth of the members has another role.</summary>
public class IndexBenchmarks
{
    private const int Key = 1;
    private RegistryNode _node = null!;
    private Indexed _indexed = null!;
    private Registration<int, Data>[] _registrations = [];
    private Draws<int> _indexes = null!;

    [Params(1, 100, 100_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _indexed = _node.Open<Indexed>();
        _registrations = [.. Enumerable.Range(0, Members).Select(i => _indexed.Register(_node.Spawn(), Key, new Data(i % 100 == 0 ? "few" : "many", i)))];
        _indexes = new Draws<int>([.. Enumerable.Range(0, Members)]);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int LookupByIndex() => _indexed.LookupByRole(Key, "few").Count;

    [Benchmark]
    public int MatchByIndex() => _indexed.Match(Key, new() { Role = "few" }).Count;

    [Benchmark]
    public int CountMatchByIndex() => _indexed.CountMatch(Key, new() { Role = "few" });

    /// <summary>Two updates.</summary>
    [Benchmark]
    public bool AnyChangesItsRoleAndBack()
    {
        var any = _registrations[_indexes.Next()];
        return any.Update(Changed) && any.Update(Changed);
    }

    /// <summary>The index stays as it is.</summary>
    [Benchmark]
    public bool AnyChangesItsLoad() => _registrations[_indexes.Next()].Update(static value => value with { Load = value.Load + 1 });

    private static Data Changed(Data value) => value with { Role = value.Role == "few" ? "many" : "few" };
}
