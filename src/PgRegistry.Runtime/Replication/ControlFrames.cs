using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>Frames that consist of numbers only.</summary>
internal static class ControlFrame
{
    public static void Write(FrameBuffer output, FrameKind kind, params ReadOnlySpan<long> numbers)
    {
        output.BeginFrame();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(numbers.Length + 1);
        writer.Write((byte)kind);
        foreach (var number in numbers)
        {
            writer.Write(number);
        }

        writer.Flush();
        output.EndFrame();
    }
}

/// <summary>A message: for which processes of which instance, from whom, and its bytes.</summary>
internal static class MessageFrame
{
    public static void Write(FrameBuffer output, ulong instance, ReadOnlySpan<ulong> serials, ulong sender, ReadOnlySpan<byte> payload)
    {
        output.BeginFrame();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(5);
        writer.Write((byte)FrameKind.Message);
        writer.Write(instance);
        writer.WriteArrayHeader(serials.Length);
        foreach (var serial in serials)
        {
            writer.Write(serial);
        }

        writer.Write(sender);
        writer.Write(payload);
        writer.Flush();
        output.EndFrame();
    }
}
