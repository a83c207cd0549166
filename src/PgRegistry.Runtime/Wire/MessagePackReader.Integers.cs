using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

// Every read accepts every integer format, since a writer chooses the shortest one, and then checks the range.
public ref partial struct MessagePackReader
{
    /// <summary>Reads an integer of any format.</summary>
    /// <exception cref="WireFormatException">It does not fit, another value is next, or the input is cut off.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte() => TryReadFixInt(out var value) ? value : (byte)ReadUnsigned(byte.MaxValue, "Byte");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public sbyte ReadSByte() => TryReadFixInt(out var value) ? (sbyte)value : (sbyte)ReadSigned(sbyte.MinValue, sbyte.MaxValue, "SByte");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short ReadInt16() => TryReadFixInt(out var value) ? value : (short)ReadSigned(short.MinValue, short.MaxValue, "Int16");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort ReadUInt16() => TryReadFixInt(out var value) ? value : (ushort)ReadUnsigned(ushort.MaxValue, "UInt16");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32() => TryReadFixInt(out var value) ? value : (int)ReadSigned(int.MinValue, int.MaxValue, "Int32");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32() => TryReadFixInt(out var value) ? value : (uint)ReadUnsigned(uint.MaxValue, "UInt32");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64() => TryReadFixInt(out var value) ? value : ReadSigned(long.MinValue, long.MaxValue, "Int64");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadUInt64() => TryReadFixInt(out var value) ? value : ReadUnsigned(ulong.MaxValue, "UInt64");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadFixInt(out byte value)
    {
        var position = _position;
        if ((uint)position < (uint)_input.Length && (value = _input[position]) <= MessagePackCode.MaxFixInt)
        {
            _position = position + 1;
            return true;
        }

        value = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ReadSigned(long min, long max, string target)
    {
        var bits = PeekInteger(target, out var negative, out var size);
        if (negative ? unchecked((long)bits) < min : bits > (ulong)max)
        {
            ThrowOverflow(bits, negative, target);
        }

        _position += size;
        return unchecked((long)bits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadUnsigned(ulong max, string target)
    {
        var bits = PeekInteger(target, out var negative, out var size);
        if (negative || bits > max)
        {
            ThrowOverflow(bits, negative, target);
        }

        _position += size;
        return bits;
    }

    // The value as 64 bits, sign-extended; the flag tells −1 from 18446744073709551615.
    private readonly ulong PeekInteger(string target, out bool negative, out int size)
    {
        var code = CodeAt(_position, target);
        negative = false;
        size = 1;
        if (code <= MessagePackCode.MaxFixInt)
        {
            return code;
        }

        if (code >= MessagePackCode.MinNegativeFixInt)
        {
            negative = true;
            return unchecked((ulong)(sbyte)code);
        }

        if (code is < MessagePackCode.UInt8 or > MessagePackCode.Int64)
        {
            ThrowWrongType(target);
        }

        // uint 8 to 64 and int 8 to 64 are two runs of four codes, each of widths 1, 2, 4 and 8.
        var width = 1 << ((code - MessagePackCode.UInt8) & 3);
        size += width;
        var bits = BigEndianAt(_position, width, target);
        if (code >= MessagePackCode.Int8)
        {
            var unused = 64 - (width * 8);
            var value = unchecked((long)(bits << unused)) >> unused;
            negative = value < 0;
            bits = unchecked((ulong)value);
        }

        return bits;
    }

    // The number of the given width behind the code at an offset.
    private readonly ulong BigEndianAt(int offset, int width, string expected)
    {
        var bytes = PayloadAt(offset, width, expected);
        return width switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }
}
