using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>What only scopes with unique keys have.</summary>
public class UniqueBenchmarks
{
    private RegistryNode _node = null!;
    private Sessions _sessions = null!;
    private LocalProcess _process = null!;
    private string[] _keys = [];
    private string[] _others = [];
    private int _next;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _sessions = _node.Open<Sessions>();
        _process = _node.Spawn();
        _keys = Make.Keys<string>(Keys);
        _others = Make.Keys<string>(1000, first: Keys);
        foreach (var key in _keys)
        {
            _sessions.Register(_process, key, Make.Value);
        }
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public Pid? WhereIs() => _sessions.WhereIs(Any(_keys));

    [Benchmark]
    public bool TryRegisterWhatIsHeld() => _sessions.TryRegister(_process, Any(_keys), Make.Value, out _, out _);

    [Benchmark]
    public void TryRegisterAndDispose()
    {
        if (_sessions.TryRegister(_process, Any(_others), Make.Value, out var registration, out _))
        {
            registration.Dispose();
        }
    }

    /// <summary>To a holder without an inbox.</summary>
    [Benchmark]
    public Pid? SendToTheHolder() => _sessions.Send(Any(_keys), new Message(1));

    private string Any(string[] keys) => keys[_next = (_next + 1) % keys.Length];
}
