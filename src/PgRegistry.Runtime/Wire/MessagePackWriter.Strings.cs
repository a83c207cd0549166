using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PgRegistry.Wire;

public ref partial struct MessagePackWriter
{
    // Up to this many UTF-16 units room for the worst case, three bytes a unit, is cheaper than counting the bytes first.
    private const int LongestOnePass = 1024;

    /// <summary>Writes a string as UTF-8, or nil for null.</summary>
    /// <exception cref="ArgumentException">The string has a lone surrogate, which UTF-8 cannot express; the message names its
    /// index.</exception>
    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNil();
        }
        else
        {
            Write(value.AsSpan());
        }
    }

    /// <summary>Writes a string as UTF-8.</summary>
    /// <exception cref="ArgumentException">The string has a lone surrogate, which UTF-8 cannot express; the message names its
    /// index.</exception>
    public void Write(scoped ReadOnlySpan<char> value)
    {
        // The header goes first but depends on what comes after it. The guess is right for ASCII at once, and for a counted
        // string always; otherwise the text, short and in the cache, moves by a byte or two.
        var atMost = value.Length <= LongestOnePass ? value.Length * 3 : Encoding.UTF8.GetByteCount(value);
        var guess = StringHeaderSize(value.Length <= LongestOnePass ? value.Length : atMost);
        Ensure(checked(atMost + 5));
        var room = _span[_position..];
        if (Utf8.FromUtf16(value, room[guess..], out var read, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            ThrowLoneSurrogate(value, read);
        }

        var header = StringHeaderSize(written);
        if (header != guess)
        {
            room.Slice(guess, written).CopyTo(room[header..]);
        }

        WriteStringHeader(written);
        _position += written;
    }

    /// <summary>Writes a string that is UTF-8 already.</summary>
    /// <exception cref="ArgumentException">The bytes are no valid UTF-8, so that every reader would refuse them.</exception>
    public void WriteString(scoped ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new ArgumentException("The bytes are no valid UTF-8.", nameof(utf8));
        }

        WriteStringHeader(utf8.Length);
        WriteRaw(utf8);
    }

    /// <summary>Writes the header of a string; that many bytes of UTF-8 have to follow.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="byteCount"/> is negative.</exception>
    public void WriteStringHeader(int byteCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteCount);
        if (byteCount <= 31)
        {
            WriteCode((byte)(MessagePackCode.MinFixStr | byteCount));
        }
        else if (byteCount <= byte.MaxValue)
        {
            WriteCode(MessagePackCode.Str8, (byte)byteCount);
        }
        else
        {
            WriteLongHeader(MessagePackCode.Str16, MessagePackCode.Str32, (uint)byteCount);
        }
    }

    private static int StringHeaderSize(int byteCount) => byteCount switch
    {
        <= 31 => 1,
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        _ => 5,
    };

    [DoesNotReturn]
    private static void ThrowLoneSurrogate(scoped ReadOnlySpan<char> value, int index) =>
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The string has a lone surrogate, U+{(int)value[index]:X4}, at index {index}; UTF-8 cannot express it."),
            nameof(value));
}
