using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes nil.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNil() => WriteCode(MessagePackCode.Nil);

    /// <summary>Writes true or false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    /// <summary>Writes a float 32. Every bit pattern is kept, of NaN too.</summary>
    public void Write(float value)
    {
        var bytes = Take(5);
        bytes[0] = MessagePackCode.Float32;
        BinaryPrimitives.WriteSingleBigEndian(bytes[1..], value);
    }

    /// <summary>Writes a float 64. Every bit pattern is kept, of NaN too.</summary>
    public void Write(double value)
    {
        var bytes = Take(9);
        bytes[0] = MessagePackCode.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteCode(byte code)
    {
        Ensure(1);
        _span[_position++] = code;
    }

    private void WriteCode(byte code, byte value)
    {
        var bytes = Take(2);
        bytes[1] = value;
        bytes[0] = code;
    }

    private void WriteCode(byte code, ushort value)
    {
        var bytes = Take(3);
        bytes[0] = code;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], value);
    }

    private void WriteCode(byte code, uint value)
    {
        var bytes = Take(5);
        bytes[0] = code;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], value);
    }

    private void WriteCode(byte code, ulong value)
    {
        var bytes = Take(9);
        bytes[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], value);
    }
}
