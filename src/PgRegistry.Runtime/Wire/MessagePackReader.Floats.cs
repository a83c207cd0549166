using System.Buffers.Binary;

namespace PgRegistry.Wire;

public ref partial struct MessagePackReader
{
    /// <summary>Reads a float 32; every bit pattern is kept. A float 64 is refused, since it may not fit without loss, and so is
    /// an integer.</summary>
    /// <exception cref="WireFormatException">Another value is next, or the input is cut off.</exception>
    public float ReadSingle()
    {
        if (CodeAt(_position, "Single") != MessagePackCode.Float32)
        {
            ThrowWrongType("Single");
        }

        var value = BinaryPrimitives.ReadSingleBigEndian(PayloadAt(_position, 4, "Single"));
        _position += 5;
        return value;
    }

    /// <summary>Reads a float 64, whose every bit pattern is kept, or a float 32. An integer is refused.</summary>
    /// <exception cref="WireFormatException">Another value is next, or the input is cut off.</exception>
    public double ReadDouble()
    {
        var code = CodeAt(_position, "Double");
        if (code == MessagePackCode.Float32)
        {
            return ReadSingle();
        }

        if (code != MessagePackCode.Float64)
        {
            ThrowWrongType("Double");
        }

        var value = BinaryPrimitives.ReadDoubleBigEndian(PayloadAt(_position, 8, "Double"));
        _position += 9;
        return value;
    }
}
