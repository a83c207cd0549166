using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>One end of a connection on an in-memory network. Bytes, not objects, go from end to end.</summary>
internal sealed class MemoryConnection(MemoryHub hub, MemoryNode owner, MemoryNode remote, bool isOutgoing) : ILinkConnection
{
    private readonly FrameBuffer _pulled = new();
    private int _isWoken;

    public MemoryNode Owner { get; } = owner;

    public MemoryNode RemoteNode { get; } = remote;

    public NodeId Remote => RemoteNode.Core.Self;

    public bool IsOutgoing { get; } = isOutgoing;

    public string? RemoteAddress => null;

    /// <summary>The end at the other node.</summary>
    public MemoryConnection Other { get; set; } = null!;

    public Link? Link { get; set; }

    /// <summary>Whether the node at this end has it in use.</summary>
    public bool IsLink => Link is { } link && link.Peer.Current == link;

    /// <summary>What is on its way to this end, and when it was sent in the order of the network.</summary>
    public Queue<(long Number, byte[] Bytes)> Incoming { get; } = new();

    /// <summary>Why the other end, or the network, has ended it, once that has arrived.</summary>
    public string? ClosedBecause { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>It was ended by a refusal, which would be the same again at once.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Nothing arrives at this end for now; what is on its way stays there.</summary>
    public bool IsPaused { get; set; }

    /// <summary>This end cannot send for now, as if its buffers were full; what there is to send stays where it is.</summary>
    public bool IsStalled { get; set; }

    public void Wake()
    {
        if (!IsStalled && Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            hub.Schedule(Owner, Send);
        }
    }

    public void Close(string reason, bool isRefusal = false) => hub.Schedule(Owner, () =>
    {
        Send();
        hub.Close(this, isRefusal ? $"refused by {Owner.Core.Self}: {reason}" : "closed by the other side", reason, isRefusal);
    });

    /// <summary>Takes one bundle of bytes in, frame by frame.</summary>
    public void Receive(byte[] bytes)
    {
        try
        {
            for (var at = 0; at < bytes.Length && !IsClosed;)
            {
                var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
                Owner.Core.Receive(Link!, bytes.AsSpan(at + FrameBuffer.HeaderSize, length));
                at += FrameBuffer.HeaderSize + length;
            }
        }
        catch (WireFormatException malformed)
        {
            hub.Close(this, "closed by the other side", $"a malformed frame: {malformed.Message}");
        }
    }

    private void Send()
    {
        Volatile.Write(ref _isWoken, 0);
        if (IsClosed || Link is null || IsStalled)
        {
            return;
        }

        _pulled.Clear();
        Owner.Core.Pull(Link, _pulled);
        if (_pulled.Length > 0)
        {
            hub.Send(this, _pulled.WrittenSpan.ToArray());
            Wake();
        }
    }
}
