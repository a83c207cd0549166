using System.Buffers;
using System.Reflection;
using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>Uses the formatters that were generated for the scopes of this project; they are private to their scopes.</summary>
internal static class Formatters
{
    public static IWireFormatter<T> Of<T>(Type scope, string name) =>
        (IWireFormatter<T>)scope.GetNestedType(name, BindingFlags.NonPublic)!.GetField("Instance")!.GetValue(null)!;

    public static byte[] Write<T>(IWireFormatter<T> formatter, T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        formatter.Write(ref writer, value);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads one value, which must be all there is.</summary>
    public static T Read<T>(IWireFormatter<T> formatter, ReadOnlySpan<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        var value = formatter.Read(ref reader);
        Assert.True(reader.End, "The formatter left bytes unread.");
        return value;
    }

    public static T RoundTrip<T>(IWireFormatter<T> formatter, T value) => Read(formatter, Write(formatter, value));
}
