using System.Buffers.Binary;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <content>What goes wrong with links.</content>
internal sealed partial class MemoryHub
{
    /// <summary>Directions in which nothing arrives; a cut is both, and is told to both ends.</summary>
    private readonly HashSet<(string From, string To)> _blocked = [];

    public void Cut(string one, string other)
    {
        lock (_lock)
        {
            _blocked.Add((one, other));
            _blocked.Add((other, one));
        }

        Drop(one, other);
    }

    public void Block(string from, string to)
    {
        lock (_lock)
        {
            _blocked.Add((from, to));
        }
    }

    public void Restore(string one, string other)
    {
        lock (_lock)
        {
            _blocked.Remove((one, other));
            _blocked.Remove((other, one));
            DeliverAgain(Between(one, other));
            if (Find(one) is { } a && Find(other) is { } b)
            {
                ConnectLater(a, b);
            }
        }
    }

    public void Drop(string one, string other)
    {
        foreach (var end in Between(one, other))
        {
            Break(end, "the link was cut");
        }
    }

    /// <summary>The connection is gone, which one of the nodes knows, and the other one hears of after <see cref="Pause"/> is over.</summary>
    public void DropUnseen(string knowing, string other)
    {
        foreach (var end in Between(knowing, other).Where(end => end.Owner.Name == knowing))
        {
            end.Other.IsPaused = true;
            Close(end, "the link was cut", "the link was cut");
        }
    }

    public void Pause(string one, string other, bool isPaused)
    {
        var ends = Between(one, other);
        foreach (var end in ends)
        {
            end.IsPaused = isPaused;
        }

        if (!isPaused)
        {
            DeliverAgain(ends);
        }
    }

    public void Stall(string one, string other, bool isStalled)
    {
        foreach (var end in Between(one, other))
        {
            end.IsStalled = isStalled;
            if (!isStalled)
            {
                end.Wake();
            }
        }
    }

    public bool LoseDelta(string from, string to)
    {
        lock (_lock)
        {
            foreach (var connection in Between(from, to).Where(end => end.Owner.Name == from))
            {
                var waiting = connection.Other.Incoming.ToList();
                if (waiting.FindIndex(bundle => HasOnlyDeltas(bundle.Bytes)) is var index and >= 0)
                {
                    waiting.RemoveAt(index);
                    connection.Other.Incoming.Clear();
                    waiting.ForEach(connection.Other.Incoming.Enqueue);
                    return true;
                }
            }

            return false;
        }
    }

    private bool CanReach(MemoryNode from, MemoryNode to) => !_blocked.Contains((from.Name, to.Name));

    private bool IsBlocked(MemoryConnection to)
    {
        lock (_lock)
        {
            return !CanReach(to.RemoteNode, to.Owner);
        }
    }

    /// <summary>One delivery for the bundles that wait, each of which asks for the next, and one for the news of a close.</summary>
    private void DeliverAgain(MemoryConnection[] ends)
    {
        foreach (var end in ends)
        {
            Schedule(end.Owner, () => Deliver(end));
        }
    }

    private static bool HasOnlyDeltas(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += FrameBuffer.HeaderSize + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)))
        {
            // An array's header takes one byte in every frame, and so does its kind.
            if (bytes[at + FrameBuffer.HeaderSize + 1] != (byte)FrameKind.Delta)
            {
                return false;
            }
        }

        return true;
    }
}
