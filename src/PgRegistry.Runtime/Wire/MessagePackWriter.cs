using System.Buffers;
using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

/// <summary>
/// Writes MessagePack to a buffer writer: integers, strings and headers always in their shortest form, so that equal values give
/// equal bytes.
/// </summary>
/// <remarks>
/// A struct that is handed on by reference: a copy loses what it writes. Nothing is in the output before <see cref="Flush"/>.
/// No member allocates, except that the buffer writer may when it has to grow. A member that throws has written nothing; what was
/// written before it stays.
/// </remarks>
public ref partial struct MessagePackWriter
{
    // A buffer writer may hand out as little as was asked for. Asking for one byte at a time would make every write an
    // interface call.
    private const int LeastRequest = 128;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _position;

    /// <summary>Makes a writer that appends to an output.</summary>
    /// <exception cref="ArgumentNullException">There is no output.</exception>
    public MessagePackWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _span = default;
        _position = 0;
    }

    /// <summary>Hands everything written so far to the output. Without it the last part is lost.</summary>
    public void Flush()
    {
        if (_position > 0)
        {
            _output.Advance(_position);
        }

        // After an Advance a buffer writer may have moved its memory: the old span is not to be written to again.
        _span = default;
        _position = 0;
    }

    /// <summary>Gives room for bytes of one's own; <see cref="Advance"/> says how many were used.</summary>
    /// <param name="sizeHint">The least length of the room; for 0 it has at least one byte.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sizeHint"/> is negative.</exception>
    public Span<byte> GetSpan(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        Ensure(Math.Max(sizeHint, 1));
        return _span[_position..];
    }

    /// <summary>Says how many bytes of the room from <see cref="GetSpan"/> now belong to the output.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or more than the room.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _span.Length - _position);
        _position += count;
    }

    /// <summary>Copies bytes that are MessagePack already. They are not checked.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> rawMessagePackBlock) => rawMessagePackBlock.CopyTo(Take(rawMessagePackBlock.Length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Take(int count)
    {
        Ensure(count);
        var taken = _span.Slice(_position, count);
        _position += count;
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_span.Length - _position < count)
        {
            Grow(count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        if (_output is null)
        {
            throw new InvalidOperationException("A MessagePackWriter is made with its constructor; default has no output.");
        }

        Flush();
        _span = _output.GetSpan(Math.Max(count, LeastRequest));
        if (_span.Length < count)
        {
            throw new InvalidOperationException($"The buffer writer gave {_span.Length} bytes where {count} were asked for.");
        }
    }
}
