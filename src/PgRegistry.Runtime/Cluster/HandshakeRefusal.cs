using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>The frame that says why its sender does not go on; also sent later, when a connection is turned away after the handshake.</summary>
internal static class HandshakeRefusal
{
    public static void Write(FrameBuffer output, string reason)
    {
        output.BeginFrame();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(2);
        writer.Write((byte)FrameKind.Refused);

        // Printable also takes out lone surrogates, which could not be written.
        writer.Write(Printable.Of(reason));
        writer.Flush();
        output.EndFrame();
    }

    /// <summary>True when a frame is a refusal; the reason is fit for a log.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out string reason)
    {
        reason = "";
        try
        {
            var reader = new MessagePackReader(frame);
            if (reader.ReadArrayHeader() < 2 || reader.ReadByte() != (byte)FrameKind.Refused)
            {
                return false;
            }

            reason = Printable.Of(reader.ReadString());
            return true;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
