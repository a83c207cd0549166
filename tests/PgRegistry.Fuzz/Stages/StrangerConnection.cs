using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Stages;

/// <summary>A connection that passed the handshake, on which anything may come.</summary>
internal sealed class StrangerConnection : ILinkConnection
{
    /// <summary>So many times in a row a node may have something to say to one who does not answer; it has a few entries.</summary>
    private const int MostPulls = 200;

    private readonly RegistryNode _node;
    private readonly Link _link;
    private readonly FrameBuffer _output = new();

    public StrangerConnection(RegistryNode node, NodeId remote)
    {
        _node = node;
        Remote = remote;
        _link = node.Core.Connected(this);
    }

    public NodeId Remote { get; }

    public bool IsOutgoing => false;

    public string? RemoteAddress => null;

    public bool IsEnded { get; private set; }

    /// <summary>Why the node wants the connection closed; null while it does not.</summary>
    public string? ClosedBecause { get; private set; }

    public bool IsLink => _link.Peer.Current == _link;

    public void Wake()
    {
    }

    public void Close(string reason, bool isRefusal = false) => ClosedBecause ??= reason;

    public void Receive(ReadOnlySpan<byte> frame) => _node.Core.Receive(_link, frame);

    /// <summary>Lets the node say all that it has to say, which has to be well-formed and to end.</summary>
    public void Drain()
    {
        for (var pulls = 0; !IsEnded; pulls++)
        {
            _output.Clear();
            _node.Core.Pull(_link, _output);
            if (_output.Length == 0)
            {
                return;
            }

            if (pulls == MostPulls)
            {
                throw new Finding("endless output", $"the node has said something {MostPulls} times and does not stop");
            }

            foreach (var frame in NodeWire.FramesIn(_output.WrittenSpan))
            {
                CheckWellFormed(frame);
            }
        }
    }

    /// <summary>The network reports that the connection is gone.</summary>
    public void End(string reason)
    {
        if (!IsEnded)
        {
            IsEnded = true;
            _node.Core.Disconnected(_link, reason);
        }
    }

    private static void CheckWellFormed(byte[] frame)
    {
        var reader = new MessagePackReader(frame);
        reader.Skip();
        if (!reader.End)
        {
            throw new Finding("malformed output", $"the node sent {Convert.ToHexStringLower(frame)}");
        }
    }
}
