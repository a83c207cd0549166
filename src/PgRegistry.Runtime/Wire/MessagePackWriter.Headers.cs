using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes the header of an array; that many values have to follow.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteArrayHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        WriteArrayHeader((uint)count);
    }

    /// <summary>Writes the header of an array; that many values have to follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteArrayHeader(uint count)
    {
        if (count <= 15)
        {
            WriteCode((byte)(MessagePackCode.MinFixArray | count));
        }
        else
        {
            WriteLongHeader(MessagePackCode.Array16, MessagePackCode.Array32, count);
        }
    }

    /// <summary>Writes the header of a map; that many pairs, a key and then its value, have to follow.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteMapHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        WriteMapHeader((uint)count);
    }

    /// <summary>Writes the header of a map; that many pairs, a key and then its value, have to follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteMapHeader(uint count)
    {
        if (count <= 15)
        {
            WriteCode((byte)(MessagePackCode.MinFixMap | count));
        }
        else
        {
            WriteLongHeader(MessagePackCode.Map16, MessagePackCode.Map32, count);
        }
    }

    /// <summary>Writes the header of a bin; that many raw bytes have to follow.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public void WriteBinHeader(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length <= byte.MaxValue)
        {
            WriteCode(MessagePackCode.Bin8, (byte)length);
        }
        else
        {
            WriteLongHeader(MessagePackCode.Bin16, MessagePackCode.Bin32, (uint)length);
        }
    }

    /// <summary>Writes a bin.</summary>
    public void Write(scoped ReadOnlySpan<byte> value)
    {
        WriteBinHeader(value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes a bin, or nil for null.</summary>
    public void Write(byte[]? value)
    {
        // Without this overload an array would convert to a span, and null would become an empty bin.
        if (value is null)
        {
            WriteNil();
        }
        else
        {
            Write(value.AsSpan());
        }
    }

    private void WriteLongHeader(byte code16, byte code32, uint length)
    {
        if (length <= ushort.MaxValue)
        {
            WriteCode(code16, (ushort)length);
        }
        else
        {
            WriteCode(code32, length);
        }
    }
}
