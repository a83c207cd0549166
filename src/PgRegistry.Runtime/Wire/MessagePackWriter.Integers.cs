using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value) => Write((uint)value);

    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(sbyte value) => Write((int)value);

    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(short value) => Write((int)value);

    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ushort value) => Write((uint)value);

    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int value)
    {
        // Both fixint ranges, −32 to 127, in one comparison; the low byte is the code in both.
        if (unchecked((uint)(value + 32)) <= 159)
        {
            WriteCode(unchecked((byte)value));
        }
        else
        {
            WriteLong(value);
        }
    }

    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(uint value)
    {
        if (value <= MessagePackCode.MaxFixInt)
        {
            WriteCode((byte)value);
        }
        else
        {
            WriteLong((ulong)value);
        }
    }

    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(long value)
    {
        if (unchecked((ulong)(value + 32)) <= 159)
        {
            WriteCode(unchecked((byte)value));
        }
        else
        {
            WriteLong(value);
        }
    }

    /// <summary>Writes an integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ulong value)
    {
        if (value <= MessagePackCode.MaxFixInt)
        {
            WriteCode((byte)value);
        }
        else
        {
            WriteLong(value);
        }
    }

    private void WriteLong(long value)
    {
        if (value >= 0)
        {
            WriteLong((ulong)value);
        }
        else if (value >= sbyte.MinValue)
        {
            WriteInt8((sbyte)value);
        }
        else if (value >= short.MinValue)
        {
            WriteInt16((short)value);
        }
        else if (value >= int.MinValue)
        {
            WriteInt32((int)value);
        }
        else
        {
            WriteInt64(value);
        }
    }

    private void WriteLong(ulong value)
    {
        if (value <= byte.MaxValue)
        {
            WriteUInt8((byte)value);
        }
        else if (value <= ushort.MaxValue)
        {
            WriteUInt16((ushort)value);
        }
        else if (value <= uint.MaxValue)
        {
            WriteUInt32((uint)value);
        }
        else
        {
            WriteUInt64(value);
        }
    }
}
