using System.Buffers.Binary;

namespace PgRegistry.Wire;

public ref partial struct MessagePackReader
{
    /// <summary>Reads a bin into an array of its own, or null for nil. Allocates the array alone.</summary>
    /// <exception cref="WireFormatException">Another value is next, or the input is cut off.</exception>
    public byte[]? ReadBytes() => TryReadNil() ? null : ReadBytesSpan().ToArray();

    /// <summary>Reads a bin. Points into the input; allocates nothing.</summary>
    /// <exception cref="WireFormatException">Another value is next, nil too, or the input is cut off.</exception>
    public ReadOnlySpan<byte> ReadBytesSpan()
    {
        var code = CodeAt(_position, "Binary");
        if (code is < MessagePackCode.Bin8 or > MessagePackCode.Bin32)
        {
            ThrowWrongType("Binary");
        }

        var length = LengthAt(_position, 1 << (code - MessagePackCode.Bin8), "Binary", out var header);
        var bytes = BlockAt(_position, header, length, "Binary");
        _position += header + bytes.Length;
        return bytes;
    }

    /// <summary>Reads the header of an extension. That all of its data is there has been checked;
    /// <see cref="ReadRaw(int)"/> reads it.</summary>
    /// <exception cref="WireFormatException">Another value is next, or the input is cut off.</exception>
    public ExtensionHeader ReadExtensionFormatHeader()
    {
        var extension = PeekExtension(out var header, out var type);
        _position += header;
        return new ExtensionHeader(type, (uint)extension.Length);
    }

    /// <summary>Reads an extension. Points into the input; allocates nothing.</summary>
    /// <param name="typeCode">The type.</param>
    /// <returns>The data.</returns>
    /// <exception cref="WireFormatException">Another value is next, or the input is cut off.</exception>
    public ReadOnlySpan<byte> ReadExtensionFormat(out sbyte typeCode)
    {
        var extension = PeekExtension(out var header, out typeCode);
        _position += header + extension.Length;
        return extension;
    }

    private readonly ReadOnlySpan<byte> PeekExtension(out int header, out sbyte typeCode)
    {
        var code = CodeAt(_position, "Extension");
        header = 1;
        var length = 0u;
        if (code is >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16)
        {
            length = 1u << (code - MessagePackCode.FixExt1);
        }
        else if (code is >= MessagePackCode.Ext8 and <= MessagePackCode.Ext32)
        {
            length = LengthAt(_position, 1 << (code - MessagePackCode.Ext8), "Extension", out header);
        }
        else
        {
            ThrowWrongType("Extension");
        }

        // The type stands between the length and the data.
        typeCode = unchecked((sbyte)PayloadAt(_position, header, "Extension")[header - 1]);
        header++;
        return BlockAt(_position, header, length, "Extension");
    }

    private readonly byte CodeAt(int offset, string expected)
    {
        if ((uint)offset >= (uint)_input.Length)
        {
            ThrowEnd(expected);
        }

        return _input[offset];
    }

    // The bytes right behind the code at an offset.
    private readonly ReadOnlySpan<byte> PayloadAt(int offset, int count, string expected)
    {
        if (count > _input.Length - offset - 1)
        {
            ThrowTruncated(offset, expected, 1 + (uint)count);
        }

        return _input.Slice(offset + 1, count);
    }

    // The length field of the given width behind the code at an offset.
    private readonly uint LengthAt(int offset, int width, string expected, out int header)
    {
        var bytes = PayloadAt(offset, width, expected);
        header = 1 + width;
        return width switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        };
    }

    // The data behind a header that has been read already.
    private readonly ReadOnlySpan<byte> BlockAt(int offset, int header, uint length, string expected)
    {
        if (length > (uint)(_input.Length - offset - header))
        {
            ThrowTruncated(offset, expected, (ulong)header + length);
        }

        return _input.Slice(offset + header, (int)length);
    }
}
