using System.Buffers.Binary;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <content>What goes wrong with links.</content>
internal sealed partial class MemoryHub
{
    public void Cut(string one, string other)
    {
        lock (_lock)
        {
            _cuts.Add(Pair(one, other));
        }

        Drop(one, other);
    }

    public void Restore(string one, string other)
    {
        lock (_lock)
        {
            _cuts.Remove(Pair(one, other));
            if (Find(one) is { } a && Find(other) is { } b)
            {
                ConnectLater(a, b);
            }
        }
    }

    public void Drop(string one, string other)
    {
        foreach (var connection in Between(one, other))
        {
            Break(connection, "the link was cut");
        }
    }

    public void Pause(string one, string other, bool isPaused)
    {
        foreach (var end in Between(one, other).SelectMany(connection => new[] { connection, connection.Other }))
        {
            end.IsPaused = isPaused;
            if (!isPaused)
            {
                // One delivery for each bundle that waits, and one for the news of a close.
                Schedule(end.Owner, () => Deliver(end));
            }
        }
    }

    public void Stall(string one, string other, bool isStalled)
    {
        foreach (var end in Between(one, other).SelectMany(connection => new[] { connection, connection.Other }))
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
            foreach (var connection in Between(from, to))
            {
                var waiting = connection.Other.Incoming.ToList();
                if (waiting.FindIndex(HasOnlyDeltas) is var index and >= 0)
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
