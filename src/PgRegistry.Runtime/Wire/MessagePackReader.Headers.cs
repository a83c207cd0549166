using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

public ref partial struct MessagePackReader
{
    /// <summary>Reads the header of an array.</summary>
    /// <returns>How many values follow; never more than bytes remain, since each takes one at least, so that a list of that
    /// capacity may be allocated.</returns>
    /// <exception cref="WireFormatException">Another value is next, the input is cut off, or it has fewer bytes than the array
    /// has elements.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadArrayHeader()
    {
        var position = _position;
        if ((uint)position < (uint)_input.Length)
        {
            var count = _input[position] - MessagePackCode.MinFixArray;
            if ((uint)count <= 15 && count < _input.Length - position)
            {
                _position = position + 1;
                return count;
            }
        }

        return ReadContainer(MessagePackCode.MinFixArray, MessagePackCode.Array16, 1, "Array");
    }

    /// <summary>Reads the header of a map.</summary>
    /// <returns>How many pairs follow; never more than half of the bytes that remain, since each pair takes two at least, so that
    /// a dictionary of that capacity may be allocated.</returns>
    /// <exception cref="WireFormatException">Another value is next, the input is cut off, or it has fewer bytes than the map
    /// has keys and values.</exception>
    public int ReadMapHeader() => ReadContainer(MessagePackCode.MinFixMap, MessagePackCode.Map16, 2, "Map");

    private int ReadContainer(byte fix, byte code16, int valuesEach, string expected)
    {
        var code = CodeAt(_position, expected);
        var header = 1;
        var count = (uint)(code & 15);
        if (code == code16 || code == code16 + 1)
        {
            count = LengthAt(_position, code == code16 ? 2 : 4, expected, out header);
        }
        else if ((code & 0xf0) != fix)
        {
            ThrowWrongType(expected);
        }

        CheckCount(_position, header, count, valuesEach, expected);
        _position += header;
        return (int)count;
    }

    private readonly void CheckCount(int offset, int header, uint count, int valuesEach, string expected)
    {
        if ((ulong)count * (uint)valuesEach > (uint)(_input.Length - offset - header))
        {
            ThrowTooMany(offset, header, count, valuesEach, expected);
        }
    }
}
