using BenchmarkDotNet.Attributes;

namespace PgRegistry.Benchmarks;

/// <summary>Messages within a node, to members of one key, each with an inbox.</summary>
public class MessageBenchmarks
{
    private static readonly Compound s_key = new("orders", 1);
    private RegistryNode _node = null!;
    private Workers _workers = null!;
    private LocalProcess _process = null!;
    private Inbox<Message>[] _inboxes = [];
    private IAsyncEnumerator<Envelope<Message>> _messages = null!;

    [Params(1, 100, 100_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _node = Make.Node();
        _workers = _node.Open<Workers>();
        _process = _node.Spawn();
        var members = Enumerable.Range(0, Members).Select(_ => _node.Spawn()).ToArray();
        _inboxes = Array.ConvertAll(members, member => _workers.OpenInbox(member));
        _messages = _inboxes[0].GetAsyncEnumerator();
        _workers.Register(members, s_key, Make.Value);
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _messages.DisposeAsync().ConfigureAwait(false);
        await _node.DisposeAsync().ConfigureAwait(false);
    }

    [Benchmark]
    public int SendAndReceive()
    {
        Send();
        return _inboxes[0].TryReceive(out var envelope) ? envelope.Message.Number : throw new InvalidOperationException("Nothing was received.");
    }

    [Benchmark]
    public async Task<int> SendAndReceiveAsync()
    {
        Send();
        return (await _inboxes[0].ReceiveAsync().ConfigureAwait(false)).Message.Number;
    }

    [Benchmark]
    public async Task<int> SendAndEnumerate()
    {
        Send();
        await _messages.MoveNextAsync().ConfigureAwait(false);
        return _messages.Current.Message.Number;
    }

    [Benchmark]
    public int PublishAndReceive()
    {
        _workers.Publish(s_key, new Message(1), from: _process);
        var sum = 0;
        foreach (var inbox in _inboxes)
        {
            sum += inbox.TryReceive(out var envelope) ? envelope.Message.Number : throw new InvalidOperationException("Nothing was received.");
        }

        return sum;
    }

    [Benchmark]
    public Pid OpenInboxAndDispose()
    {
        using var inbox = _workers.OpenInbox(_process);
        return inbox.Owner;
    }

    private void Send() => _workers.Send(_inboxes[0].Owner, new Message(1), from: _process);
}
