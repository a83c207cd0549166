using System.Buffers.Binary;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>How a frame of a session is taken.</summary>
[Flags]
internal enum StepMarks : byte
{
    None = 0,

    /// <summary>The node says what it has to say after this frame.</summary>
    Answered = 0x20,

    /// <summary>If the frame is refused the connection ends, as on a real network; without it the next frame follows all the same.</summary>
    EndsIfRefused = 0x40,

    /// <summary>As it was recorded, to bring the node into some state; it is not counted as an input.</summary>
    Recorded = 0x80,
}

/// <summary>One frame of a session, and which of the stranger's connections it comes on.</summary>
internal sealed record Step(int Connection, StepMarks Marks, byte[] Frame)
{
    private const int HeaderLength = 5;
    private const byte ConnectionBits = 0x1f;

    public static byte[] Write(IEnumerable<Step> steps)
    {
        var output = new List<byte>();
        foreach (var step in steps)
        {
            output.Add((byte)((byte)step.Marks | step.Connection));
            var length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, step.Frame.Length);
            output.AddRange(length);
            output.AddRange(step.Frame);
        }

        return [.. output];
    }

    /// <exception cref="InvalidDataException">The bytes are no session.</exception>
    public static List<Step> Read(ReadOnlySpan<byte> bytes)
    {
        var steps = new List<Step>();
        while (bytes.Length > 0)
        {
            var length = bytes.Length < HeaderLength ? -1 : BinaryPrimitives.ReadInt32BigEndian(bytes[1..]);
            if (length < 0 || length > bytes.Length - HeaderLength)
            {
                throw new InvalidDataException("These bytes are no session: steps of a byte of marks, a length in four bytes and a frame.");
            }

            var marks = bytes[0] & ~ConnectionBits;
            steps.Add(new Step(bytes[0] & ConnectionBits, (StepMarks)marks, bytes.Slice(HeaderLength, length).ToArray()));
            bytes = bytes[(HeaderLength + length)..];
        }

        return steps;
    }

    /// <summary>The session without some of its steps: stretches first, then single ones.</summary>
    public static IEnumerable<byte[]> Smaller(byte[] bytes)
    {
        var steps = Read(bytes);
        for (var stretch = steps.Count / 2; stretch > 0; stretch /= 2)
        {
            for (var at = 0; at + stretch <= steps.Count; at += stretch)
            {
                yield return Write(steps.Where((_, i) => i < at || i >= at + stretch));
            }
        }
    }
}
