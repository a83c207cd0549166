using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <content>Frames coming in, and messages going out.</content>
internal sealed partial class NodeCore
{
    /// <summary>A message goes to at most so many processes in one frame.</summary>
    private const int MaxReceivers = 4096;

    private readonly FrameBuffer _messageFrame = new();
    private readonly Lock _messageLock = new();
    private long _droppedMessages;

    /// <summary>Takes in one frame, without its length. What comes on a connection that is not the link changes nothing.</summary>
    /// <exception cref="WireFormatException">The frame is malformed; nothing of it was applied. The connection must be closed.</exception>
    public void Receive(Link link, ReadOnlySpan<byte> frame)
    {
        var reader = new MessagePackReader(frame);
        var elements = reader.ReadArrayHeader();
        if (elements == 0)
        {
            throw new WireFormatException("A frame has its kind as the first element; this one has none.");
        }

        var kind = (FrameKind)reader.ReadByte();
        lock (link.Peer.Lane)
        {
            if (kind == FrameKind.Use)
            {
                Chosen(link, reader.ReadInt64());
            }
            else if (link.Peer.Current == link)
            {
                Receive(link, kind, elements, ref reader);
            }
        }
    }

    /// <summary>Sends a message to processes of one node; false when it was dropped, which is counted. Instance 0: nobody is there to take it.</summary>
    public bool SendMessage(NodeId to, ulong instance, ReadOnlySpan<ulong> serials, ulong sender, ReadOnlySpan<byte> payload)
    {
        Link? link;
        lock (_gate)
        {
            link = instance != 0 && _peers.TryGetValue(to.Name, out var peer) && peer.Current is { } current && current.Remote == to ? current : null;
        }

        var isSent = link is not null;
        for (var i = 0; i < serials.Length && isSent; i += MaxReceivers)
        {
            lock (_messageLock)
            {
                _messageFrame.Clear();
                MessageFrame.Write(_messageFrame, instance, serials.Slice(i, Math.Min(MaxReceivers, serials.Length - i)), sender, payload);
                isSent = link!.TryEnqueueMessage(_messageFrame.WrittenSpan, _settings.MaxQueuedMessageBytes) || Planted.Is(PlantedBug.FullQueueSilent);
            }
        }

        if (!isSent)
        {
            Interlocked.Increment(ref _droppedMessages);
        }

        return isSent;
    }

    private void Receive(Link link, FrameKind kind, int elements, ref MessagePackReader reader)
    {
        switch (kind)
        {
            case FrameKind.Heartbeat:
                if (link.Hear(reader.ReadInt64(), reader.ReadInt64()))
                {
                    ProvedAlive(link.Peer, link);
                }

                break;
            case FrameKind.Goodbye:
                Departed(link.Peer, link);
                break;
            case FrameKind.Addresses:
                AddressesFrame.Read(ref reader, elements, _events);
                break;
            case FrameKind.Discover:
                var discover = DiscoverFrame.Read(ref reader, elements);
                Array.Find(_scopes, scope => scope.Name == discover.Scope)?.ReceiveDiscover(link.Remote, discover);
                break;
            case FrameKind.ScopeClosed:
                var closed = reader.ReadUInt64();
                foreach (var scope in _scopes)
                {
                    scope.PeerScopeClosed(link.Remote, closed);
                }

                break;
            case FrameKind.OpenScopes:
                var instances = new ulong[elements - 1];
                for (var i = 0; i < instances.Length; i++)
                {
                    instances[i] = reader.ReadUInt64();
                }

                foreach (var scope in _scopes)
                {
                    scope.PeerHasOpen(link.Remote, instances);
                }

                break;
            case FrameKind.Message:
                ReceiveMessage(link, ref reader);
                break;
            case FrameKind.Delta or FrameKind.SyncBegin or FrameKind.SyncChunk or FrameKind.SyncEnd or FrameKind.Resume or FrameKind.Applied or FrameKind.ApplyQuery:
                CheckElements(kind, elements);
                var to = reader.ReadUInt64();
                var from = reader.ReadUInt64();
                Array.Find(_scopes, scope => scope.Instance == to)?.Receive(link.Remote, from, kind, ref reader);
                break;
            default:
                throw new WireFormatException($"A frame of kind {(int)kind} is not known.");
        }
    }

    private static void CheckElements(FrameKind kind, int elements)
    {
        var expected = kind switch
        {
            FrameKind.Delta or FrameKind.SyncChunk => 6,
            FrameKind.ApplyQuery => 3,
            _ => 4,
        };
        if (elements != expected)
        {
            throw new WireFormatException($"A frame {kind} has {expected} elements, not {elements}.");
        }
    }

    private void ReceiveMessage(Link link, ref MessagePackReader reader)
    {
        var to = reader.ReadUInt64();
        var count = reader.ReadArrayHeader();
        if (count > MaxReceivers)
        {
            throw new WireFormatException($"A message to {count} processes; at most {MaxReceivers} are allowed.");
        }

        var serials = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            serials[i] = reader.ReadUInt64();
        }

        var sender = reader.ReadUInt64();
        var payload = reader.ReadBytesSpan();
        Array.Find(_scopes, scope => scope.Instance == to)?
            .ReceiveMessage(link.Remote, serials, sender == 0 ? default : new Pid(link.Remote, sender), payload);
    }
}
