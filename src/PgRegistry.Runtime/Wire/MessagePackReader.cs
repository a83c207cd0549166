namespace PgRegistry.Wire;

/// <summary>Reads MessagePack from contiguous bytes. Every format of the specification is understood.</summary>
/// <remarks>
/// A struct that is handed on by reference: a copy reads on its own. A member that throws <see cref="WireFormatException"/> has
/// consumed nothing. Every length is compared with the bytes that remain before anything is allocated or returned, so that
/// hostile input costs no more than its own length. Spans that are returned point into the input.
/// </remarks>
public ref partial struct MessagePackReader
{
    private readonly ReadOnlySpan<byte> _input;
    private int _position;

    /// <summary>Makes a reader that stands before the first value.</summary>
    public MessagePackReader(ReadOnlySpan<byte> input)
    {
        _input = input;
        _position = 0;
    }

    /// <summary>Where strings are looked up that may have been read before; null when each is made anew.</summary>
    internal StringCache? Strings { get; set; }

    /// <summary>How many bytes were read.</summary>
    public readonly int Consumed => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _input.Length - _position;

    /// <summary>Whether no bytes are left.</summary>
    public readonly bool End => _position >= _input.Length;

    /// <summary>The first byte of the next value; see <see cref="MessagePackCode"/>.</summary>
    /// <exception cref="WireFormatException">No bytes are left.</exception>
    public readonly byte NextCode => CodeAt(_position, "a value");

    /// <summary>The kind of the next value.</summary>
    /// <exception cref="WireFormatException">No bytes are left.</exception>
    public readonly MessagePackType NextMessagePackType => MessagePackCode.ToMessagePackType(NextCode);

    /// <summary>Whether the next value is nil; false at the end.</summary>
    public readonly bool IsNil => !End && _input[_position] == MessagePackCode.Nil;

    /// <summary>Reads nil if it is next. Otherwise, and at the end, reads nothing and returns false.</summary>
    public bool TryReadNil()
    {
        if (!IsNil)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Reads nil.</summary>
    /// <exception cref="WireFormatException">Another value is next, or no bytes are left.</exception>
    public void ReadNil()
    {
        if (CodeAt(_position, "nil") != MessagePackCode.Nil)
        {
            ThrowWrongType("nil");
        }

        _position++;
    }

    /// <summary>Reads true or false.</summary>
    /// <exception cref="WireFormatException">Another value is next, or no bytes are left.</exception>
    public bool ReadBoolean()
    {
        var code = CodeAt(_position, "Boolean");
        if (code is not (MessagePackCode.False or MessagePackCode.True))
        {
            ThrowWrongType("Boolean");
        }

        _position++;
        return code == MessagePackCode.True;
    }

    /// <summary>Reads bytes as they are, whatever they mean.</summary>
    /// <param name="length">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="WireFormatException">Fewer bytes are left.</exception>
    public ReadOnlySpan<byte> ReadRaw(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > Remaining)
        {
            ThrowTruncated(_position, "raw bytes", (uint)length);
        }

        var bytes = _input.Slice(_position, length);
        _position += length;
        return bytes;
    }
}
