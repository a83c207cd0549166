using PgRegistry.Store;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>Writes and reads keys, values and operations of one scope, within its limits.</summary>
internal sealed class EntryCodec<TKey, TValue>(string scope, IWireFormatter<TKey> keys, IWireFormatter<TValue> values, int maxKeyBytes, int maxValueBytes)
    where TKey : notnull
{
    [ThreadStatic]
    private static FrameBuffer? t_scratch;

    /// <summary>Of entries that come from peers.</summary>
    private readonly StringCache _strings = new();

    /// <summary>Encodes what a caller registers, on the caller's thread and before any lock; the buffer is the thread's own.</summary>
    /// <exception cref="ArgumentException">The key or the value is too large, or has text that is no valid UTF-16.</exception>
    public FrameBuffer EncodeNew(TKey key, TValue value)
    {
        var scratch = Scratch();
        var writer = new MessagePackWriter(scratch);
        WriteKey(ref writer, scratch, key);
        WriteValue(ref writer, scratch, value);
        return scratch;
    }

    /// <inheritdoc cref="EncodeNew(TKey, TValue)"/>
    public FrameBuffer EncodeNew(TValue value)
    {
        var scratch = Scratch();
        var writer = new MessagePackWriter(scratch);
        WriteValue(ref writer, scratch, value);
        return scratch;
    }

    public void WriteEntry(ref MessagePackWriter writer, StoredEntry<TKey, TValue> entry)
    {
        writer.Write(entry.Slot);
        writer.Write(entry.Tag);
        writer.Write(entry.Serial);
        keys.Write(ref writer, entry.Key);
        values.Write(ref writer, entry.Value);
    }

    public Operation<TKey, TValue> ReadEntry(ref MessagePackReader reader)
    {
        reader.Strings = _strings;
        var entry = new Operation<TKey, TValue>
        {
            Kind = OperationKind.Join,
            Slot = ReadSlot(ref reader),
            Tag = ReadTag(ref reader),
            Serial = reader.ReadUInt64(),
        };
        return WithKeyAndValue(ref reader, entry);
    }

    /// <summary>Reads a record: one operation, or several that were published together. The first has the given number.</summary>
    public long ReadRecord(ref MessagePackReader reader, long number, List<Operation<TKey, TValue>> into)
    {
        reader.Strings = _strings;
        var count = reader.ReadArrayHeader();
        if ((OperationKind)reader.ReadByte() is var kind and not OperationKind.Batch)
        {
            into.Add(ReadOperation(ref reader, kind, count, number));
            return number + 1;
        }

        for (var i = 1; i < count; i++)
        {
            var length = reader.ReadArrayHeader();
            var operation = ReadOperation(ref reader, (OperationKind)reader.ReadByte(), length, number++);
            operation.Continues = i < count - 1;
            into.Add(operation);
        }

        return number;
    }

    private Operation<TKey, TValue> ReadOperation(ref MessagePackReader reader, OperationKind kind, int elements, long number)
    {
        var expected = kind switch
        {
            OperationKind.Join => 5,
            OperationKind.Leave or OperationKind.Update => 4,
            OperationKind.End => 2,
            _ => throw new WireFormatException($"An operation of kind {(int)kind} is not known."),
        };
        if (elements != expected)
        {
            throw new WireFormatException($"An operation {kind} has {expected} elements, not {elements}.");
        }

        var operation = new Operation<TKey, TValue> { Kind = kind };
        switch (kind)
        {
            case OperationKind.Join:
                operation.Tag = number;
                operation.Slot = ReadSlot(ref reader);
                operation.Serial = reader.ReadUInt64();
                return WithKeyAndValue(ref reader, operation);
            case OperationKind.End:
                operation.Serial = reader.ReadUInt64();
                return operation;
            case OperationKind.Leave:
                operation.Slot = ReadSlot(ref reader);
                operation.Tag = ReadTag(ref reader);
                operation.Reason = reader.ReadByte() switch
                {
                    (byte)LeaveReason.Exited => LeaveReason.Exited,
                    _ => LeaveReason.Unregistered,
                };
                return operation;
            default:
                operation.Slot = ReadSlot(ref reader);
                operation.Tag = ReadTag(ref reader);
                operation.Value = ReadValue(ref reader);
                return operation;
        }
    }

    private static int ReadSlot(ref MessagePackReader reader)
    {
        var slot = reader.ReadInt32();
        return slot is >= 0 and <= SlotPages<object>.MaxSlot ? slot : throw new WireFormatException($"{slot} is no slot number.");
    }

    private static long ReadTag(ref MessagePackReader reader)
    {
        var tag = reader.ReadInt64();
        return tag > 0 ? tag : throw new WireFormatException($"{tag} is no tag.");
    }

    private Operation<TKey, TValue> WithKeyAndValue(ref MessagePackReader reader, Operation<TKey, TValue> operation)
    {
        var start = reader.Consumed;
        operation.Key = keys.Read(ref reader) ?? throw new WireFormatException("A key is nil.");
        if (reader.Consumed - start > maxKeyBytes)
        {
            throw new WireFormatException($"A key of {reader.Consumed - start} bytes; at most {maxKeyBytes} are allowed.");
        }

        operation.Value = ReadValue(ref reader);
        return operation.Serial > 0 ? operation : throw new WireFormatException("0 is no process.");
    }

    private TValue ReadValue(ref MessagePackReader reader)
    {
        var start = reader.Consumed;
        var value = values.Read(ref reader);
        return reader.Consumed - start <= maxValueBytes
            ? value
            : throw new WireFormatException($"A value of {reader.Consumed - start} bytes; at most {maxValueBytes} are allowed.");
    }

    private static FrameBuffer Scratch()
    {
        var scratch = t_scratch ??= new FrameBuffer();
        scratch.Clear();
        return scratch;
    }

    private void WriteKey(ref MessagePackWriter writer, FrameBuffer scratch, TKey key)
    {
        keys.Write(ref writer, key);
        writer.Flush();
        if (scratch.Length > maxKeyBytes)
        {
            throw new ArgumentException(
                $"A key of scope \"{scope}\" takes {scratch.Length} bytes on the wire; at most {maxKeyBytes} are allowed (MaxKeyBytes).", nameof(key));
        }
    }

    private void WriteValue(ref MessagePackWriter writer, FrameBuffer scratch, TValue value)
    {
        var start = scratch.Length;
        values.Write(ref writer, value);
        writer.Flush();
        if (scratch.Length - start > maxValueBytes)
        {
            throw new ArgumentException(
                $"A value of scope \"{scope}\" takes {scratch.Length - start} bytes on the wire; at most {maxValueBytes} are allowed (MaxValueBytes). " +
                "Keep large data elsewhere and register where it is.",
                nameof(value));
        }
    }
}
