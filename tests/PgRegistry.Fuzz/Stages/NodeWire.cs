using System.Buffers.Binary;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Stages;

/// <summary>Carries bytes between two real nodes, when it is told to.</summary>
internal sealed class NodeWire
{
    private readonly End _dialler;
    private readonly End _acceptor;
    private readonly Action<byte[]>? _onDiallerFrame;
    private readonly Action<byte[]>? _onAcceptorFrame;

    /// <param name="dialler">The node that dialled.</param>
    /// <param name="acceptor">The other one.</param>
    /// <param name="onDiallerFrame">Is shown each frame that the dialler sends, without its length.</param>
    /// <param name="onAcceptorFrame">Is shown each frame that the other one sends.</param>
    public NodeWire(RegistryNode dialler, RegistryNode acceptor, Action<byte[]>? onDiallerFrame = null, Action<byte[]>? onAcceptorFrame = null)
    {
        _onDiallerFrame = onDiallerFrame;
        _onAcceptorFrame = onAcceptorFrame;
        _dialler = new End(dialler, acceptor.Id, isOutgoing: true);
        _acceptor = new End(acceptor, dialler.Id, isOutgoing: false);
        _dialler.Connect();
        _acceptor.Connect();
    }

    /// <summary>Carries frames to and fro until nobody says anything more.</summary>
    public void Pump()
    {
        while (Carry(_dialler, _acceptor, _onDiallerFrame) | Carry(_acceptor, _dialler, _onAcceptorFrame))
        {
        }
    }

    /// <summary>The frames of what a node has written, without their lengths.</summary>
    public static List<byte[]> FramesIn(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<byte[]>();
        while (bytes.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            frames.Add(bytes.Slice(FrameBuffer.HeaderSize, length).ToArray());
            bytes = bytes[(FrameBuffer.HeaderSize + length)..];
        }

        return frames;
    }

    private static bool Carry(End from, End to, Action<byte[]>? onFrame)
    {
        var frames = from.Pull();
        foreach (var frame in frames)
        {
            onFrame?.Invoke(frame);
            to.Receive(frame);
        }

        return frames.Count > 0;
    }

    private sealed class End(RegistryNode node, NodeId remote, bool isOutgoing) : ILinkConnection
    {
        private readonly FrameBuffer _output = new();
        private Link? _link;

        public NodeId Remote { get; } = remote;

        public bool IsOutgoing { get; } = isOutgoing;

        public string? RemoteAddress => $"{Remote.Name}.internal:7946";

        public void Connect() => _link = node.Core.Connected(this);

        public List<byte[]> Pull()
        {
            _output.Clear();
            node.Core.Pull(_link!, _output);
            return FramesIn(_output.WrittenSpan);
        }

        public void Receive(byte[] frame) => node.Core.Receive(_link!, frame);

        public void Wake()
        {
        }

        public void Close(string reason, bool isRefusal = false)
        {
        }
    }
}
