using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Operations on one key with some members, each a process of its own.</summary>
public class GroupBenchmarks
{
    private const int Several = 100;
    private static readonly Compound s_key = new("orders", 1);
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess[] _members = [];
    private LocalProcess[] _several = [];
    private Draws<LocalProcess> _any = null!;

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
            _workers.Register(_members[i], s_key, new Load("primary", i));
        }

        _several = _members[..Math.Min(Several, Members)];
        _any = new Draws<LocalProcess>(_members);
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public int Lookup() => _workers.Lookup(s_key).Count;

    /// <summary>By the parts of the key, as other reads can be called too.</summary>
    [Benchmark]
    public int LookupByParts() => _workers.Lookup("orders", 1).Count;

    [Benchmark]
    public int LookupAndReadAll()
    {
        var sum = 0;
        foreach (var (_, value) in _workers.Lookup(s_key))
        {
            sum += value.Amount;
        }

        return sum;
    }

    [Benchmark]
    public int LookupAndReadOne()
    {
        var members = _workers.Lookup(s_key);
        return members[members.Count / 2].Value.Amount;
    }

    [Benchmark]
    public int LookupLocal() => _workers.LookupLocal(s_key).Count;

    [Benchmark]
    public int CountOf() => _workers.CountOf(s_key);

    [Benchmark]
    public int MatchPattern() => _workers.Match(s_key, new() { Amount = { Below = 10 } }).Count;

    [Benchmark]
    public int MatchFunction() => _workers.Match(s_key, static value => value.Amount < 10).Count;

    [Benchmark]
    public int CountMatch() => _workers.CountMatch(s_key, new() { Amount = { Below = 10 } });

    [Benchmark]
    public int CountMatchFunction() => _workers.CountMatch(s_key, static value => value.Amount < 10);

    [Benchmark]
    public bool Dispatch() => _workers.Dispatch(s_key, static members => _ = members.Count);

    [Benchmark]
    public int Values() => _workers.Values(_any.Next().Pid, s_key).Count;

    [Benchmark]
    public void NewestJoinsAndLeaves() => _workers.Register(_members[0], s_key, Make.Value).Dispose();

    [Benchmark]
    public void AnyLeavesAndJoins()
    {
        var member = _any.Next();
        _workers.Unregister(member, s_key);
        _workers.Register(member, s_key, Make.Value);
    }

    [Benchmark]
    public int UnregisterMatchAndJoin()
    {
        var member = _any.Next();
        var gone = _workers.UnregisterMatch(member, s_key, new() { Amount = { AtLeast = 0 } });
        _workers.Register(member, s_key, Make.Value);
        return gone;
    }

    [Benchmark]
    public int UnregisterMatchFunctionAndJoin()
    {
        var member = _any.Next();
        var gone = _workers.UnregisterMatch(member, s_key, static value => value.Amount >= 0);
        _workers.Register(member, s_key, Make.Value);
        return gone;
    }

    [Benchmark]
    public bool Update() => _workers.Update(_any.Next(), s_key, value => value with { Amount = value.Amount + 1 });

    /// <summary>A hundred of them, if there are so many.</summary>
    [Benchmark]
    public int SeveralLeaveAndJoinInOneStep()
    {
        var gone = _workers.Unregister(_several, s_key);
        return gone + _workers.Register(_several, s_key, Make.Value).Count;
    }

    [Benchmark]
    public int AllLeaveAndJoinInOneStep()
    {
        var gone = _workers.UnregisterAll(s_key);
        return gone + _workers.Register(_members, s_key, Make.Value).Count;
    }
}
