using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>Why a Discover was sent.</summary>
internal enum DiscoverPurpose : byte
{
    /// <summary>A link is up, or a scope was opened.</summary>
    Announce = 0,

    /// <summary>The other side did not know the sender's instance; it may have been served already.</summary>
    Reply = 1,

    /// <summary>Something was out of sequence: serve me again from what I hold.</summary>
    Resync = 2,
}

/// <summary>Introduces a scope instance to a peer, and says what is held of the peer's.</summary>
internal readonly record struct DiscoverFrame(
    string Scope,
    KeyMode Mode,
    ulong Instance,
    string Schema,
    DiscoverPurpose Purpose,
    ulong SeenInstance,
    ulong HeldInstance,
    long HeldNumber)
{
    private const int Elements = 10;

    public void Write(FrameBuffer output)
    {
        output.BeginFrame();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Elements);
        writer.Write((byte)FrameKind.Discover);
        writer.Write(Scope);
        writer.Write((byte)Mode);
        writer.Write(Instance);
        writer.Write(SchemaText.Fingerprint(Schema));
        writer.Write(Schema);
        writer.Write((byte)Purpose);
        writer.Write(SeenInstance);
        writer.Write(HeldInstance);
        writer.Write(HeldNumber);
        writer.Flush();
        output.EndFrame();
    }

    /// <summary>Reads what follows the frame's kind.</summary>
    public static DiscoverFrame Read(ref MessagePackReader reader, int elements)
    {
        if (elements != Elements)
        {
            throw new WireFormatException($"A Discover has {Elements} elements, not {elements}.");
        }

        var scope = reader.ReadString();
        var mode = (KeyMode)reader.ReadByte();
        var instance = reader.ReadUInt64();
        var fingerprint = reader.ReadUInt64();
        var schema = reader.ReadString();
        var frame = new DiscoverFrame(
            scope ?? "", mode, instance, schema ?? "", (DiscoverPurpose)reader.ReadByte(), reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64());
        if (instance == 0)
        {
            throw new WireFormatException("0 is no instance.");
        }

        return fingerprint == SchemaText.Fingerprint(frame.Schema)
            ? frame
            : throw new WireFormatException($"The schema of scope \"{Printable.Of(frame.Scope)}\" does not have the fingerprint that came with it.");
    }
}
