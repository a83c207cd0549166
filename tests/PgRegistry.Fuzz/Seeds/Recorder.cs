using PgRegistry.Fuzz.Stages;
using PgRegistry.TestKit;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>A real node in the place of the stranger, whose frames are noted.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly Stage _stage = new();
    private readonly ManualTime _time = new();
    private readonly List<(int Connection, byte[] Frame)> _frames = [];
    private readonly List<NodeWire> _wires = [];
    private RegistryNode? _other;

    public Recorder(int logBytes = 64 << 10)
    {
        Node = Stage.NewNode(Stage.SmallerStranger, _time, new StageLog(), logBytes);
        Scopes = ScopeSet.OpenReversed(Node);
    }

    public RegistryNode Node { get; }

    public ScopeSet Scopes { get; }

    /// <summary>Links the node to that of the stage, or replaces their link.</summary>
    public void Connect()
    {
        var number = _wires.Count;
        _wires.Add(new NodeWire(Node, _stage.Node, onDiallerFrame: frame => _frames.Add((number, frame))));
        Pump();
    }

    /// <summary>Links the node to a third one, whose address it tells on.</summary>
    public void ConnectOther()
    {
        _other = Stage.NewNode("d", _time, new StageLog());
        new NodeWire(Node, _other).Pump();
        Pump();
    }

    public void Pump() => _wires.ForEach(wire => wire.Pump());

    /// <summary>Does something, and lets the peer hear of it before the next.</summary>
    public void Do(Action action)
    {
        action();
        Pump();
    }

    public Play Done(string name)
    {
        if (_stage.Log.Error is not null || _stage.Log.Take() is { Count: > 0 })
        {
            throw new InvalidOperationException($"The recording \"{name}\" is not what an honest node says: the other one warned of it.");
        }

        return new(name, [.. _frames]);
    }

    public void Dispose()
    {
        ((IDisposable)Node).Dispose();
        ((IDisposable?)_other)?.Dispose();
        _stage.Dispose();
    }
}
