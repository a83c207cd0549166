using System.Buffers;
using System.Buffers.Binary;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Mutation;

/// <summary>Encoded values, honest ones and others.</summary>
internal static class Raw
{
    public static byte[] Of(long number)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.Write(number);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Of(ulong number)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.Write(number);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A number in eight bytes, whatever its size.</summary>
    public static byte[] Wide(byte code, ulong number)
    {
        var bytes = new byte[9];
        bytes[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), number);
        return bytes;
    }

    /// <summary>A header with a length in four bytes; what follows may be something else.</summary>
    public static byte[] Length(byte code, uint length)
    {
        var bytes = new byte[5];
        bytes[0] = code;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), length);
        return bytes;
    }

    public static void ArrayHeader(List<byte> output, uint count)
    {
        if (count <= 15)
        {
            output.Add((byte)(MessagePackCode.MinFixArray | count));
        }
        else
        {
            output.AddRange(Length(MessagePackCode.Array32, count));
        }
    }

    public static void BinHeader(List<byte> output, uint length)
    {
        if (length <= byte.MaxValue)
        {
            output.Add(MessagePackCode.Bin8);
            output.Add((byte)length);
        }
        else
        {
            output.AddRange(Length(MessagePackCode.Bin32, length));
        }
    }

    /// <summary>An integer of any format, or null.</summary>
    public static ulong? ToNumber(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            return reader.NextMessagePackType == MessagePackType.Integer ? reader.ReadUInt64() : null;
        }
        catch (WireFormatException)
        {
            return null;
        }
    }
}
