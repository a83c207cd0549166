using System.Globalization;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>The first frame of each side: magic, version range, cluster, identity, nonce, address.</summary>
internal sealed class HandshakeHello
{
    public const int NonceLength = 32;

    /// <summary>As long as an address that peers pass on may be.</summary>
    private const int MaxAddressLength = 300;

    private const string Magic = "PgRegistry";

    private const int Elements = 9;

    private HandshakeHello(string cluster, NodeId node, byte[] nonce, string? address)
    {
        Cluster = cluster;
        Node = node;
        Nonce = nonce;
        Address = address;
    }

    public string Cluster { get; }

    public NodeId Node { get; }

    public byte[] Nonce { get; }

    public string? Address { get; }

    public static void Write(FrameBuffer output, HandshakeSettings settings, ReadOnlySpan<byte> nonce)
    {
        output.BeginFrame();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Elements);
        writer.Write((byte)FrameKind.Hello);
        writer.Write(Magic);
        writer.Write(settings.MinVersion);
        writer.Write(settings.MaxVersion);
        writer.Write(settings.Cluster);
        writer.Write(settings.Self.Name);
        writer.Write(settings.Self.Incarnation);
        writer.Write(nonce);
        writer.Write(settings.Address);
        writer.Flush();
        output.EndFrame();
    }

    /// <summary>Reads what every version begins with; the rest is read only when there is a version in common.</summary>
    /// <exception cref="WireFormatException">It is no Hello of this protocol.</exception>
    public static (int Min, int Max) ReadVersions(ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType != MessagePackType.String || !reader.ReadStringSpan().SequenceEqual("PgRegistry"u8))
        {
            throw new WireFormatException("The other side does not speak this protocol: the Hello has another magic.");
        }

        var min = reader.ReadInt32();
        var max = reader.ReadInt32();
        return min >= 1 && max >= min ? (min, max) : throw new WireFormatException($"A version range from {min} to {max} is none.");
    }

    /// <summary>Reads what follows the versions. A later version may append elements; the proofs cover them all the same.</summary>
    /// <exception cref="WireFormatException">An element is missing, or is not what it should be.</exception>
    public static HandshakeHello Read(ref MessagePackReader reader, int elements)
    {
        if (elements < Elements)
        {
            throw new WireFormatException($"A Hello has at least {Elements} elements, not {elements}.");
        }

        var cluster = reader.ReadString() ?? throw new WireFormatException("A Hello names its cluster.");
        var name = reader.ReadString();
        if (NodeId.ProblemWith(name) is { } problem)
        {
            throw new WireFormatException(problem);
        }

        var node = new NodeId(name!, reader.ReadUInt64());
        var nonce = reader.ReadBytesSpan();
        if (nonce.Length != NonceLength)
        {
            throw new WireFormatException($"A nonce has {NonceLength} bytes, not {nonce.Length}.");
        }

        var address = reader.ReadString();
        if (address is not null && !IsAddress(address))
        {
            throw new WireFormatException("The advertised address is no host and port.");
        }

        for (var i = Elements; i < elements; i++)
        {
            reader.Skip();
        }

        return reader.End ? new HandshakeHello(cluster, node, nonce.ToArray(), address) : throw new WireFormatException("Bytes follow the Hello in its frame.");
    }

    private static bool IsAddress(string address) =>
        address.Length <= MaxAddressLength
        && (HostAndPort.TryParse(address, out _)
            || (address is [':', ..] && int.TryParse(address.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535));
}
