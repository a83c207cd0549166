using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Replication;

/// <summary>Another node that says what a test wants it to say, and reads only when it is told to. Its name has to be the smaller one.</summary>
internal sealed class QuietPeer : ILinkConnection
{
    private const ulong Instance = 5;
    private readonly NodeCore _core;
    private readonly Link _link;
    private readonly FrameBuffer _output = new();

    public QuietPeer(RegistryNode node, string name)
    {
        _core = node.Core;
        Remote = new NodeId(name, 1);
        _link = _core.Connected(this);
        Say(output => ControlFrame.Write(output, FrameKind.Use, 1));
    }

    public NodeId Remote { get; }

    public bool IsOutgoing => false;

    public string? RemoteAddress => null;

    /// <summary>Why the node closed the connection; null while it has not.</summary>
    public string? ClosedBecause { get; private set; }

    public void Wake()
    {
    }

    public void Close(string reason, bool isRefusal = false) => ClosedBecause ??= reason;

    public void Echo(long heartbeat) => Say(output => ControlFrame.Write(output, FrameKind.Heartbeat, heartbeat, heartbeat));

    /// <summary>The instance of this node's that the node says it still holds; it is the first thing said of a scope.</summary>
    public ulong HeldInstance() => Discover().HeldInstance;

    /// <summary>Is a peer without entries, completely synced.</summary>
    public void ShareNothing()
    {
        var theirs = Discover();
        Say(output => new DiscoverFrame(theirs.Scope, theirs.Mode, Instance, theirs.Schema, DiscoverPurpose.Reply, theirs.Instance, 0, 0).Write(output));
        Say(output => ControlFrame.Write(output, FrameKind.SyncBegin, (long)theirs.Instance, (long)Instance, 0));
        Say(output => ControlFrame.Write(output, FrameKind.SyncEnd, (long)theirs.Instance, (long)Instance, 0));
    }

    public void Lose() => _core.Disconnected(_link, "lost");

    private DiscoverFrame Discover()
    {
        _output.Clear();
        _core.Pull(_link, _output);
        for (var bytes = _output.WrittenSpan; ;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes);
            var reader = new MessagePackReader(bytes.Slice(FrameBuffer.HeaderSize, length));
            var elements = reader.ReadArrayHeader();
            if ((FrameKind)reader.ReadByte() == FrameKind.Discover)
            {
                return DiscoverFrame.Read(ref reader, elements);
            }

            bytes = bytes[(FrameBuffer.HeaderSize + length)..];
        }
    }

    private void Say(Action<FrameBuffer> write)
    {
        _output.Clear();
        write(_output);
        _core.Receive(_link, _output.WrittenSpan[FrameBuffer.HeaderSize..]);
    }
}
