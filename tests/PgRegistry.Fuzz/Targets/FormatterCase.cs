using System.Buffers;
using PgRegistry.Fuzz.Oracles;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>A formatter and values that it has written.</summary>
internal interface IFormatterCase
{
    IReadOnlyList<byte[]> Seeds { get; }

    void Run(ReadOnlySpan<byte> bytes, Tally tally);
}

/// <summary>What a formatter has read it can write again, and read again, and it is equal.</summary>
internal sealed class FormatterCase<T>(IWireFormatter<T> formatter, IReadOnlyList<T> samples) : IFormatterCase
    where T : notnull
{
    private static readonly Allocation Limit = new(Base: 24 << 10, PerByte: 16);

    public IReadOnlyList<byte[]> Seeds { get; } = [.. samples.Select(sample => Write(formatter, sample))];

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        var reader = new MessagePackReader(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        T? value = default;
        string? refusal = null;
        try
        {
            value = formatter.Read(ref reader);
        }
        catch (WireFormatException malformed)
        {
            refusal = malformed.Message;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Limit.Check(allocated, bytes.Length);
        tally.Allocated(allocated, bytes.Length);
        if (refusal is not null)
        {
            tally.Refuse(refusal);
            return;
        }

        CheckAgain(value!);
        tally.Accept();
    }

    private void CheckAgain(T value)
    {
        var again = new MessagePackReader(Write(formatter, value));
        var copy = formatter.Read(ref again);
        if (!again.End || !EqualityComparer<T>.Default.Equals(copy, value) || copy.GetHashCode() != value.GetHashCode())
        {
            throw new Finding("not equal again", $"{value} was read, written, and read as {copy}");
        }
    }

    private static byte[] Write(IWireFormatter<T> formatter, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        formatter.Write(ref writer, value);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
