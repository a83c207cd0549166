namespace PgRegistry.Wire;

// The forms whose length does not depend on the value: for a place that is filled in later, or whose size must be known before.
public ref partial struct MessagePackWriter
{
    /// <summary>Writes a uint 8, two bytes whatever the value.</summary>
    public void WriteUInt8(byte value) => WriteCode(MessagePackCode.UInt8, value);

    /// <summary>Writes a uint 16, three bytes whatever the value.</summary>
    public void WriteUInt16(ushort value) => WriteCode(MessagePackCode.UInt16, value);

    /// <summary>Writes a uint 32, five bytes whatever the value.</summary>
    public void WriteUInt32(uint value) => WriteCode(MessagePackCode.UInt32, value);

    /// <summary>Writes a uint 64, nine bytes whatever the value.</summary>
    public void WriteUInt64(ulong value) => WriteCode(MessagePackCode.UInt64, value);

    /// <summary>Writes an int 8, two bytes whatever the value.</summary>
    public void WriteInt8(sbyte value) => WriteCode(MessagePackCode.Int8, unchecked((byte)value));

    /// <summary>Writes an int 16, three bytes whatever the value.</summary>
    public void WriteInt16(short value) => WriteCode(MessagePackCode.Int16, unchecked((ushort)value));

    /// <summary>Writes an int 32, five bytes whatever the value.</summary>
    public void WriteInt32(int value) => WriteCode(MessagePackCode.Int32, unchecked((uint)value));

    /// <summary>Writes an int 64, nine bytes whatever the value.</summary>
    public void WriteInt64(long value) => WriteCode(MessagePackCode.Int64, unchecked((ulong)value));
}
