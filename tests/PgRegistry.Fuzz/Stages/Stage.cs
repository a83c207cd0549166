using PgRegistry.Fuzz.Scopes;
using PgRegistry.Replication;
using PgRegistry.TestKit;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Stages;

/// <summary>
/// A node with entries of its own, and a real peer with entries that has nothing to do with what strangers say. Always the same: what
/// was recorded with one stage fits another.
/// </summary>
internal sealed class Stage : IDisposable
{
    /// <summary>Between those of the strangers: one of them chooses the link, the other lets this node choose.</summary>
    public const string NodeName = "m";

    public const string SmallerStranger = "a";
    public const string LargerStranger = "x";

    private readonly RegistryNode _bystander;
    private readonly NodeWire _wire;
    private readonly IWatchedScope[] _bystanderScopes;
    private readonly ViewPrint[] _bystanderViews;
    private readonly Inbox<Things.Message> _inbox;
    private readonly List<byte[]> _toldBystander = [];

    public Stage()
    {
        var time = new ManualTime();
        Node = NewNode(NodeName, time, Log);
        _bystander = NewNode("c", time, new StageLog());
        Own = ScopeSet.Open(Node);
        var bystanderScopes = ScopeSet.Open(_bystander);
        Node.Events.Network = Network;
        _inbox = Own.Things.OpenInbox(Node.Spawn());
        Own.Register(Node, members: 8);
        bystanderScopes.Register(_bystander, members: 5);
        _wire = new NodeWire(_bystander, Node, onAcceptorFrame: _toldBystander.Add);
        _wire.Pump();
        Scopes = Own.Watch();
        Views = [.. Scopes.Select(scope => scope.Look().All)];
        _bystanderScopes = bystanderScopes.Watch();
        _bystanderViews = [.. _bystanderScopes.Select(scope => scope.Look().All)];
        _toldBystander.Clear();
    }

    public RegistryNode Node { get; }

    public ScopeSet Own { get; }

    public StageLog Log { get; } = new();

    public StageNetwork Network { get; } = new();

    public IReadOnlyList<IWatchedScope> Scopes { get; }

    /// <summary>What each scope shows when there is no stranger.</summary>
    public IReadOnlyList<ViewPrint> Views { get; }

    public static bool IsStranger(NodeId node) => node.Name is SmallerStranger or LargerStranger;

    /// <summary>A node without a network, which somebody else carries the bytes of, with such small bounds that a few entries meet them.</summary>
    public static RegistryNode NewNode(string name, TimeProvider time, StageLog log, int logBytes = 64 << 10) => new(new()
    {
        Name = name,
        TimeProvider = time,
        LoggerFactory = log,
        MaxKeyBytes = 512,
        MaxValueBytes = 2048,
        Tuning = new ScopeSettings { SliceEntries = 8, SyncChunkBytes = 256, LogBytes = logBytes },
    });

    /// <summary>The peer that has nothing to do with it is as it was, and was told nothing of the strangers' entries.</summary>
    /// <exception cref="Finding">It is not.</exception>
    public void CheckBystander()
    {
        _wire.Pump();
        if (_toldBystander.Find(frame => (FrameKind)frame[1] is not (FrameKind.Heartbeat or FrameKind.Addresses)) is { } told)
        {
            throw new Finding("told a bystander", $"the node said {Convert.ToHexStringLower(told)} to a peer that has nothing to do with it");
        }

        _toldBystander.Clear();
        for (var i = 0; i < _bystanderScopes.Length; i++)
        {
            if (_bystanderScopes[i].Look().All != _bystanderViews[i])
            {
                throw new Finding("bystander's view", $"{_bystanderScopes[i].Name} has changed at a peer that has nothing to do with it");
            }
        }
    }

    /// <summary>Takes out what came for the process with an inbox.</summary>
    public void EmptyInbox()
    {
        while (_inbox.TryReceive(out _))
        {
        }
    }

    public void Dispose()
    {
        ((IDisposable)Node).Dispose();
        ((IDisposable)_bystander).Dispose();
    }
}
