using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Replication;

/// <summary>A node, and a peer whose log a test writes as it likes; each frame leaves a view that agrees with itself.</summary>
internal sealed class BatchPeer : IDisposable
{
    private const ulong Instance = 5;

    private readonly RegistryNode _node = new(new() { Name = "b", TimeProvider = new ManualTime() });
    private readonly RawPeer _peer;
    private readonly long _own;
    private readonly MonitorReplay<Places.Key, Places.Value> _replay;

    public BatchPeer()
    {
        Scope = _node.Open<Places>().Scope;
        _replay = new MonitorReplay<Places.Key, Places.Value>(Scope.MonitorScope());
        _peer = new RawPeer(_node, 1);
        var own = Assert.Single(_peer.Discovers());
        _own = (long)own.Instance;
        _peer.Discover(own, Instance);
        _peer.Discovers();
        Monitor = Scope.MonitorScope();
    }

    public Scope<Places.Key, Places.Value> Scope { get; }

    /// <summary>Of everything from the beginning on.</summary>
    public ScopeMonitor<Places.Key, Places.Value> Monitor { get; }

    public NodeId Node => _peer.Remote;

    public bool IsComplete => Assert.Single(Scope.Peers).IsComplete;

    /// <summary>What happened since this was asked before, such as <c>+1/1</c>: the tag of what joined, and its key.</summary>
    public string Happened() => string.Join(" ", Monitor.ReadAvailable().Select(change => change.Kind switch
    {
        ChangeKind.Joined => $"+{change.Entry.Id.Tag}/{change.Key.Number}",
        ChangeKind.Left => $"-{change.Entry.Id.Tag}/{change.Key.Number}{(change.Reason == LeaveReason.Unregistered ? "" : $" {change.Reason}")}",
        ChangeKind.Updated => $"{change.Entry.Id.Tag}={change.Value.Version}",
        _ => $"{change.Kind}",
    }));

    /// <summary>A whole sync, of a peer that has nothing.</summary>
    public void SyncNothing()
    {
        SyncBegin(0);
        SyncEnd(0);
        Assert.True(IsComplete);
        Assert.Equal("Synced", Happened());
    }

    public void SyncBegin(long target) => Say(() => _peer.Say(FrameKind.SyncBegin, _own, (long)Instance, target));

    public void SyncEnd(long target) => Say(() => _peer.Say(FrameKind.SyncEnd, _own, (long)Instance, target));

    public void SyncChunk(long low, long high, FrameBuffer entries) => Say(() => _peer.Say(FrameKind.SyncChunk, [_own, (long)Instance, low, high], entries));

    public void Delta(long first, long last, FrameBuffer records) => Say(() => _peer.Say(FrameKind.Delta, [_own, (long)Instance, first, last], records));

    public void Dispose()
    {
        Monitor.Dispose();
        ((IDisposable)_node).Dispose();
    }

    public static FrameBuffer Batch(params ReadOnlySpan<Action<FrameBuffer>> operations)
    {
        var output = new FrameBuffer();
        OperationCodec.WriteBatchHeader(output, operations.Length);
        foreach (var write in operations)
        {
            write(output);
        }

        return output;
    }

    public static Action<FrameBuffer> Join(int slot, int key, ulong serial = 1, int version = 0) =>
        output => OperationCodec.WriteJoin(output, slot, serial, Encoded(key, version));

    public static Action<FrameBuffer> Leave(int slot, long tag, LeaveReason reason = LeaveReason.Unregistered) =>
        output => OperationCodec.WriteLeave(output, slot, tag, reason);

    public static Action<FrameBuffer> Update(int slot, long tag, int version) => output => OperationCodec.WriteUpdate(output, slot, tag, Encoded(version));

    public static Action<FrameBuffer> End(ulong serial) => output => OperationCodec.WriteEnd(output, serial);

    /// <summary>An entry of a chunk.</summary>
    public static Action<FrameBuffer> Entry(int slot, long tag, int key, ulong serial = 1, int version = 0) => output =>
    {
        var writer = new MessagePackWriter(output);
        writer.Write(slot);
        writer.Write(tag);
        writer.Write(serial);
        writer.WriteRaw(Encoded(key, version));
        writer.Flush();
    };

    /// <summary>Records of one element each: a key, a value.</summary>
    private static ReadOnlySpan<byte> Encoded(params ReadOnlySpan<int> numbers)
    {
        var output = new FrameBuffer();
        var writer = new MessagePackWriter(output);
        foreach (var number in numbers)
        {
            writer.WriteArrayHeader(1);
            writer.Write(number);
        }

        writer.Flush();
        return output.WrittenSpan;
    }

    private void Say(Action say)
    {
        try
        {
            say();
        }
        finally
        {
            Check();
        }
    }

    private void Check()
    {
        var view = Scope.Entries();
        Assert.Equal(view.Count, view.DistinctBy(entry => entry.Id).Count());
        Assert.Equal((view.Count, view.Count), (Scope.Count, Scope.CountOn(Node)));
        Assert.True(Scope.Keys().ToHashSet().SetEquals(view.Select(entry => entry.Key)));
        foreach (var key in view.GroupBy(entry => entry.Key))
        {
            Assert.Equal(key.Select(entry => $"{entry.Pid} {entry.Value}").Order(), Scope.Lookup(key.Key).Select(member => $"{member.Pid} {member.Value}").Order());
        }

        foreach (var process in view.GroupBy(entry => entry.Pid))
        {
            Assert.True(Scope.KeysOf(process.Key).ToHashSet().SetEquals(process.Select(entry => entry.Key)));
        }

        Assert.Null(_replay.Check(view));
    }
}
