using System.Buffers.Binary;
using System.Security.Cryptography;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>
/// The proof that a side knows the cookie: HMAC-SHA-256 over the role and both Hello frames. These are taken as the bytes that went
/// over the wire, so that everything in them is covered (versions, cluster, identities, nonces, addresses) and whatever a later
/// version adds; each part is preceded by its length, so that no byte can move from one part to another. With TLS, what binds the
/// proof to the channel follows.
/// </summary>
internal static class HandshakeProof
{
    private const int Length = HMACSHA256.HashSizeInBytes;

    /// <summary>Without a cookie the proof is empty.</summary>
    public static byte[] Make(byte[]? cookie, bool isDialling, ReadOnlySpan<byte> diallerHello, ReadOnlySpan<byte> acceptorHello, byte[]? binding = null)
    {
        if (cookie is null)
        {
            return [];
        }

        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, cookie);

        // The role keeps a proof from being sent back as the answer to itself.
        Append(mac, isDialling ? "PgRegistry proof of the dialling node"u8 : "PgRegistry proof of the listening node"u8);
        Append(mac, diallerHello);
        Append(mac, acceptorHello);
        if (binding is not null)
        {
            Append(mac, binding);
        }

        return mac.GetHashAndReset();
    }

    public static void Write(FrameBuffer output, ReadOnlySpan<byte> proof)
    {
        output.BeginFrame();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(2);
        writer.Write((byte)FrameKind.Proof);
        writer.Write(proof);
        writer.Flush();
        output.EndFrame();
    }

    /// <summary>Points into the frame.</summary>
    /// <exception cref="WireFormatException">It is no proof.</exception>
    public static ReadOnlySpan<byte> Read(ref MessagePackReader reader, int elements)
    {
        var proof = reader.ReadBytesSpan();
        return elements == 2 && reader.End && proof.Length is 0 or Length
            ? proof
            : throw new WireFormatException($"A proof is one block of {Length} bytes, or of none.");
    }

    private static void Append(IncrementalHash mac, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        mac.AppendData(length);
        mac.AppendData(part);
    }
}
