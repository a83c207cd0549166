using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>What a node keeps with a scope.</summary>
public class MetadataBenchmarks
{
    private RegistryNode _node = null!;
    private ScopeMetadata _metadata = null!;

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _metadata = _node.Open<Workers>().Metadata;
        _metadata.Set("limit", 100);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int Get() => _metadata.Get<int>("limit");

    [Benchmark]
    public bool TryGet() => _metadata.TryGet<int>("limit", out _);

    [Benchmark]
    public bool TryGetMissing() => _metadata.TryGet<int>("quota", out _);

    [Benchmark]
    public int Count() => _metadata.Count;

    [Benchmark]
    public void Set() => _metadata.Set("limit", 100);

    [Benchmark]
    public bool SetAndRemove()
    {
        _metadata.Set("other", 1);
        return _metadata.Remove("other");
    }
}
