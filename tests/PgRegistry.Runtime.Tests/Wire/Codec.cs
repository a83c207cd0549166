using System.Buffers;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

internal delegate void Writing(ref MessagePackWriter writer);

internal delegate T Reading<T>(ref MessagePackReader reader);

/// <summary>Short ways to write and to read in a test.</summary>
internal static class Codec
{
    public static byte[] Written(Writing write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        write(ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public static string WrittenHex(Writing write) => Convert.ToHexStringLower(Written(write));

    /// <summary>Reads one value and proves that nothing of the input is left.</summary>
    public static T ReadAll<T>(ReadOnlySpan<byte> bytes, Reading<T> read)
    {
        var reader = new MessagePackReader(bytes);
        var value = read(ref reader);
        Assert.True(reader.End);
        Assert.Equal(bytes.Length, reader.Consumed);
        Assert.Equal(0, reader.Remaining);
        return value;
    }

    public static T ReadAll<T>(string hex, Reading<T> read) => ReadAll(Convert.FromHexString(hex), read);

    /// <summary>Proves that the read refuses the bytes and has consumed nothing.</summary>
    public static WireFormatException Refused<T>(ReadOnlySpan<byte> bytes, Reading<T> read)
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            read(ref reader);
        }
        catch (WireFormatException refusal)
        {
            Assert.Equal(0, reader.Consumed);
            Assert.StartsWith("Expected ", refusal.Message, StringComparison.Ordinal);
            return refusal;
        }

        Assert.Fail($"Nothing refused {Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 64)])}.");
        throw new InvalidOperationException();
    }

    public static WireFormatException Refused<T>(string hex, Reading<T> read) => Refused(Convert.FromHexString(hex), read);

    public static bool Skip(ref MessagePackReader reader)
    {
        reader.Skip();
        return true;
    }
}
