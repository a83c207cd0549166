using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>Writes operations around keys and values that are encoded already; knows nothing of their types.</summary>
internal static class OperationCodec
{
    /// <summary>How many operations the record at the start of these bytes holds.</summary>
    public static int CountIn(ReadOnlySpan<byte> record)
    {
        var reader = new MessagePackReader(record);
        var elements = reader.ReadArrayHeader();
        return (OperationKind)reader.ReadByte() == OperationKind.Batch ? elements - 1 : 1;
    }

    public static void WriteJoin(FrameBuffer output, int slot, ulong serial, ReadOnlySpan<byte> keyAndValue)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(5);
        writer.Write((byte)OperationKind.Join);
        writer.Write(slot);
        writer.Write(serial);
        writer.WriteRaw(keyAndValue);
        writer.Flush();
    }

    public static void WriteLeave(FrameBuffer output, int slot, long tag, LeaveReason reason)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(4);
        writer.Write((byte)OperationKind.Leave);
        writer.Write(slot);
        writer.Write(tag);
        writer.Write((byte)reason);
        writer.Flush();
    }

    public static void WriteUpdate(FrameBuffer output, int slot, long tag, ReadOnlySpan<byte> value)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(4);
        writer.Write((byte)OperationKind.Update);
        writer.Write(slot);
        writer.Write(tag);
        writer.WriteRaw(value);
        writer.Flush();
    }

    public static void WriteEnd(FrameBuffer output, ulong serial)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(2);
        writer.Write((byte)OperationKind.End);
        writer.Write(serial);
        writer.Flush();
    }

    /// <summary>Begins a record of several operations; they follow.</summary>
    public static void WriteBatchHeader(FrameBuffer output, int operations)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(operations + 1);
        writer.Write((byte)OperationKind.Batch);
        writer.Flush();
    }
}
