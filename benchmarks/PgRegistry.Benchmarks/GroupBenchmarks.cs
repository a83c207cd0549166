using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Operations on one key with some members, each a process of its own.</summary>
public class GroupBenchmarks
{
    private static readonly Compound Key = new("orders", 1);
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess[] _members = [];
    private int _next;

    [Params(1, 100, 100_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _members = [.. Enumerable.Range(0, Members).Select(_ => _node.Spawn())];
        new Random(1).Shuffle(_members);
        for (var i = 0; i < Members; i++)
        {
            _workers.Register(_members[i], Key, new Load("primary", i));
        }
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int Lookup() => _workers.Lookup(Key).Count;

    [Benchmark]
    public int LookupAndReadAll()
    {
        var sum = 0;
        foreach (var (_, value) in _workers.Lookup(Key))
        {
            sum += value.Amount;
        }

        return sum;
    }

    [Benchmark]
    public int LookupAndReadOne()
    {
        var members = _workers.Lookup(Key);
        return members[members.Count / 2].Value.Amount;
    }

    [Benchmark]
    public int LookupLocal() => _workers.LookupLocal(Key).Count;

    [Benchmark]
    public int CountOf() => _workers.CountOf(Key);

    [Benchmark]
    public int MatchPattern() => _workers.Match(Key, new() { Amount = { Below = 10 } }).Count;

    [Benchmark]
    public int MatchFunction() => _workers.Match(Key, static value => value.Amount < 10).Count;

    [Benchmark]
    public int CountMatch() => _workers.CountMatch(Key, new() { Amount = { Below = 10 } });

    [Benchmark]
    public bool Dispatch() => _workers.Dispatch(Key, static members => _ = members.Count);

    [Benchmark]
    public int Values() => _workers.Values(Any().Pid, Key).Count;

    [Benchmark]
    public void NewestJoinsAndLeaves() => _workers.Register(_members[0], Key, Make.Value).Dispose();

    [Benchmark]
    public void AnyLeavesAndJoins()
    {
        var member = Any();
        _workers.Unregister(member, Key);
        _workers.Register(member, Key, Make.Value);
    }

    [Benchmark]
    public int UnregisterMatchAndJoin()
    {
        var member = Any();
        var gone = _workers.UnregisterMatch(member, Key, new() { Amount = { AtLeast = 0 } });
        _workers.Register(member, Key, Make.Value);
        return gone;
    }

    [Benchmark]
    public bool Update() => _workers.Update(Any(), Key, value => value with { Amount = value.Amount + 1 });

    [Benchmark]
    public int AllLeaveAndJoinInOneStep()
    {
        var gone = _workers.UnregisterAll(Key);
        return gone + _workers.Register(_members, Key, Make.Value).Count;
    }

    private LocalProcess Any() => _members[_next = (_next + 1) % _members.Length];
}
