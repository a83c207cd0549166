using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Groups;

/// <summary>
/// Stands for one of very many nodes that are linked to the node under test: it asks, and counts what it is sent. Its name has to be the
/// smaller one, so that it chooses the link.
/// </summary>
internal sealed class HerdPeer : ILinkConnection
{
    private const ulong Instance = 5;
    private readonly RegistryNode _node;
    private readonly Scope<Places.Key, Places.Value> _scope;
    private readonly Link _link;
    private readonly FrameBuffer _output = new();
    private string? _schema;

    public HerdPeer(RegistryNode node, Scope<Places.Key, Places.Value> scope, string name)
    {
        _node = node;
        _scope = scope;
        Remote = new NodeId(name, 1);
        _link = node.Core.Connected(this);
        ControlFrame.Write(_output, FrameKind.Use, 1);
        Say();
    }

    public NodeId Remote { get; }

    public bool IsOutgoing => false;

    public string? RemoteAddress => null;

    /// <summary>Bytes that it was sent since it asked whether there were any.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many frames of each kind.</summary>
    public Dictionary<FrameKind, int> Frames { get; } = [];

    public void Wake()
    {
    }

    public void Close(string reason, bool isRefusal = false) => Assert.Fail($"{Remote} was refused: {reason}");

    /// <summary>Asks for everything, as who holds nothing or found a gap does.</summary>
    public void Ask(DiscoverPurpose purpose = DiscoverPurpose.Resync)
    {
        new DiscoverFrame("Places", KeyMode.Duplicate, Instance, PlacesSchema(), purpose, _scope.Core.Instance, 0, 0).Write(_output);
        Say();
    }

    /// <summary>Takes what is to be sent, as often as its link could send it; returns whether there was anything.</summary>
    public bool Pull(int times = int.MaxValue)
    {
        var any = false;
        for (; times > 0; times--)
        {
            _output.Clear();
            _node.Core.Pull(_link, _output);
            if (_output.Length == 0)
            {
                break;
            }

            any = true;
            Bytes += _output.Length;
            Count(_output.WrittenSpan);
        }

        _output.Clear();
        return any;
    }

    public void Forget()
    {
        Bytes = 0;
        Frames.Clear();
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes);
            var reader = new MessagePackReader(bytes.Slice(FrameBuffer.HeaderSize, length));
            var elements = reader.ReadArrayHeader();
            var kind = (FrameKind)reader.ReadByte();
            Frames[kind] = Frames.GetValueOrDefault(kind) + 1;
            if (kind == FrameKind.Discover)
            {
                _schema ??= DiscoverFrame.Read(ref reader, elements).Schema;
            }

            bytes = bytes[(FrameBuffer.HeaderSize + length)..];
        }
    }

    private string PlacesSchema()
    {
        if (_schema is null)
        {
            Pull();
        }

        return _schema!;
    }

    private void Say()
    {
        _node.Core.Receive(_link, _output.WrittenSpan[FrameBuffer.HeaderSize..]);
        _output.Clear();
    }
}
