using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Replication;

/// <summary>
/// Stands for a node at the other end of a link, and says whatever a test wants it to. Its name is ordinally the smaller one, so that it
/// chooses the link.
/// </summary>
internal sealed class RawPeer : ILinkConnection
{
    private readonly RegistryNode _node;
    private readonly Link _link;
    private readonly Action<RawPeer>? _onWake;
    private readonly FrameBuffer _sent = new();

    public RawPeer(RegistryNode node, ulong incarnation, bool isUsed = true, string name = "a", Action<RawPeer>? onWake = null)
    {
        _node = node;
        _onWake = onWake;
        Remote = new NodeId(name, incarnation);
        _link = node.Core.Connected(this);
        if (isUsed)
        {
            Say(FrameKind.Use, 1);
        }
    }

    public NodeId Remote { get; }

    public bool IsOutgoing => false;

    public string? RemoteAddress => null;

    /// <summary>Why the node closed the connection; null while it is open.</summary>
    public string? ClosedBecause { get; private set; }

    public void Wake()
    {
        if (_link is not null)
        {
            _onWake?.Invoke(this);
        }
    }

    public void Close(string reason, bool isRefusal = false) => ClosedBecause = reason;

    /// <summary>The connection is gone.</summary>
    public void End() => _node.Core.Disconnected(_link, "the test ended it");

    /// <summary>Sends a frame that consists of numbers.</summary>
    public void Say(FrameKind kind, params ReadOnlySpan<long> numbers)
    {
        var output = new FrameBuffer();
        ControlFrame.Write(output, kind, numbers);
        Say(output.WrittenSpan[FrameBuffer.HeaderSize..]);
    }

    /// <summary>Sends a Discover like the node's own, with another instance.</summary>
    public void Discover(DiscoverFrame like, ulong instance, KeyMode mode = KeyMode.Duplicate)
    {
        var output = new FrameBuffer();
        (like with { Instance = instance, Mode = mode, SeenInstance = like.Instance, HeldInstance = 0, HeldNumber = 0 }).Write(output);
        Say(output.WrittenSpan[FrameBuffer.HeaderSize..]);
    }

    /// <summary>Sends numbers and a block of bytes: a Delta or a chunk.</summary>
    public void Say(FrameKind kind, ReadOnlySpan<long> numbers, FrameBuffer block)
    {
        var output = new FrameBuffer();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(numbers.Length + 2);
        writer.Write((byte)kind);
        foreach (var number in numbers)
        {
            writer.Write(number);
        }

        writer.Write(block.WrittenSpan);
        writer.Flush();
        Say(output.WrittenSpan);
    }

    public void Say(ReadOnlySpan<byte> frame) => _node.Core.Receive(_link, frame);

    /// <summary>Lets the node send what it has to say now, behind all that it said when this was called before.</summary>
    public void Pull() => _node.Core.Pull(_link, _sent);

    /// <summary>The kinds of the frames that the node sends when it is asked once, in a line, and whether it left something out that takes long.</summary>
    public (string Kinds, bool IsLeft) PullOnce(bool isBrief)
    {
        var output = new FrameBuffer();
        var isLeft = _node.Core.Pull(_link, output, isBrief);
        var kinds = new List<FrameKind>();
        EachFrame(output.WrittenSpan, (kind, ref _, _) => kinds.Add(kind));
        return (string.Join(' ', kinds), isLeft);
    }

    /// <summary>Every Discover that the node has to send now; whatever else it sends is dropped.</summary>
    public List<DiscoverFrame> Discovers()
    {
        var found = new List<DiscoverFrame>();
        var output = new FrameBuffer();
        do
        {
            output.Clear();
            _node.Core.Pull(_link, output);
            EachFrame(output.WrittenSpan, (kind, ref reader, elements) =>
            {
                if (kind == FrameKind.Discover)
                {
                    found.Add(DiscoverFrame.Read(ref reader, elements));
                }
            });
        }
        while (output.Length > 0);
        return found;
    }

    private delegate void TakeFrame(FrameKind kind, ref MessagePackReader reader, int elements);

    private static void EachFrame(ReadOnlySpan<byte> bytes, TakeFrame take)
    {
        while (bytes.Length > 0)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes);
            var reader = new MessagePackReader(bytes.Slice(FrameBuffer.HeaderSize, length));
            var elements = reader.ReadArrayHeader();
            take((FrameKind)reader.ReadByte(), ref reader, elements);
            bytes = bytes[(FrameBuffer.HeaderSize + length)..];
        }
    }
}
