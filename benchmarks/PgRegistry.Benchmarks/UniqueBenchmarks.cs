using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>What only scopes with unique keys have, or do in another way.</summary>
public class UniqueBenchmarks
{
    private RegistryNode _node = null!;
    private Sessions _sessions = null!;
    private LocalProcess _process = null!;
    private Inbox<Message> _inbox = null!;
    private Draws<string> _keys = null!;
    private Draws<string> _others = null!;

    [Params(100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _sessions = _node.Open<Sessions>();
        _process = _node.Spawn();
        _inbox = _sessions.OpenInbox(_process);
        var keys = Make.Keys<string>(Keys);
        foreach (var key in keys)
        {
            _sessions.Register(_process, key, Make.Value);
        }

        _keys = new Draws<string>(keys);
        _others = new Draws<string>(Make.Keys<string>(1000, first: Keys));
    }

    [GlobalCleanup]
    public Task Cleanup() => _node.DisposeAsync().AsTask();

    [Benchmark]
    public Pid? WhereIs() => _sessions.WhereIs(_keys.Next());

    [Benchmark]
    public Pid RegisterAndDispose()
    {
        using var registration = _sessions.Register(_process, _others.Next(), Make.Value);
        return registration.Pid;
    }

    [Benchmark]
    public bool TryRegisterWhatIsHeld() => _sessions.TryRegister(_process, _keys.Next(), Make.Value, out _, out _);

    [Benchmark]
    public void TryRegisterAndDispose()
    {
        if (_sessions.TryRegister(_process, _others.Next(), Make.Value, out var registration, out _))
        {
            registration.Dispose();
        }
    }

    /// <summary>With a process of its own.</summary>
    [Benchmark]
    public Pid TryRegisterOwnAndDispose()
    {
        if (!_sessions.TryRegister(_others.Next(), Make.Value, out var registration, out var holder))
        {
            throw IsHeld(holder);
        }

        registration.Dispose();
        return registration.Pid;
    }

    [Benchmark]
    public bool TryStartWhatIsHeld() => _sessions.TryStart(_keys.Next(), Make.Value, static _ => Task.CompletedTask, out _, out _);

    [Benchmark]
    public async Task<Pid> TryStartAndComplete()
    {
        if (!_sessions.TryStart(_others.Next(), Make.Value, static _ => Task.CompletedTask, out var started, out var holder))
        {
            throw IsHeld(holder);
        }

        await started.Completion.ConfigureAwait(false);
        return started.Pid;
    }

    [Benchmark]
    public int SendToTheHolderAndReceive()
    {
        _sessions.Send(_keys.Next(), new Message(1));
        return _inbox.TryReceive(out var envelope) ? envelope.Message.Number : throw new InvalidOperationException("Nothing was received.");
    }

    private static InvalidOperationException IsHeld(Pid holder) => new($"The key is held by {holder}.");
}
