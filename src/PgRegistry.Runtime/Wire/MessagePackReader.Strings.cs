using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PgRegistry.Wire;

public ref partial struct MessagePackReader
{
    /// <summary>Reads a string, or null for nil. Allocates the string alone.</summary>
    /// <exception cref="WireFormatException">Another value is next, the input is cut off, or the bytes are no valid
    /// UTF-8.</exception>
    public string? ReadString()
    {
        if (TryReadNil())
        {
            return null;
        }

        // Validated, the lenient decoder replaces nothing, and no exception has to be translated.
        var utf8 = ReadStringSpan();
        return Strings is { } strings && utf8.Length <= StringCache.MaxBytes ? strings.Get(utf8) : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>Reads a string as its UTF-8, which has been validated. Points into the input; allocates nothing.</summary>
    /// <exception cref="WireFormatException">Another value is next, nil too; the input is cut off; or the bytes are no valid
    /// UTF-8.</exception>
    public ReadOnlySpan<byte> ReadStringSpan()
    {
        var code = CodeAt(_position, "String");
        var header = 1;
        var length = 0u;
        if (code is >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr)
        {
            length = (uint)(code & 31);
        }
        else if (code is >= MessagePackCode.Str8 and <= MessagePackCode.Str32)
        {
            length = LengthAt(_position, 1 << (code - MessagePackCode.Str8), "String", out header);
        }
        else
        {
            ThrowWrongType("String");
        }

        var utf8 = BlockAt(_position, header, length, "String");
        if (!Utf8.IsValid(utf8))
        {
            ThrowInvalidUtf8(utf8, _position + header);
        }

        _position += header + utf8.Length;
        return utf8;
    }

    [DoesNotReturn]
    private static void ThrowInvalidUtf8(ReadOnlySpan<byte> utf8, int offset)
    {
        while (Rune.DecodeFromUtf8(utf8, out _, out var length) == OperationStatus.Done)
        {
            utf8 = utf8[length..];
            offset += length;
        }

        throw new WireFormatException(string.Create(
            CultureInfo.InvariantCulture, $"Expected String in UTF-8, found the byte 0x{utf8[0]:x2} at offset {offset}, which does not begin a valid sequence."));
    }
}
