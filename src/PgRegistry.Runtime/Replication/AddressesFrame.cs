using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <summary>Names of nodes and where they can be dialled, in turn.</summary>
internal static class AddressesFrame
{
    private const int MaxLength = 300;

    public static void Write(FrameBuffer output, params ReadOnlySpan<Link> links)
    {
        output.BeginFrame();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader((links.Length * 2) + 1);
        writer.Write((byte)FrameKind.Addresses);
        foreach (var link in links)
        {
            writer.Write(link.Remote.Name);
            writer.Write(link.Connection.RemoteAddress);
        }

        writer.Flush();
        output.EndFrame();
    }

    public static void Read(ref MessagePackReader reader, int elements, ICoreEvents events)
    {
        // Read to the end before any is told: a malformed frame changes nothing.
        var found = new List<(string Name, string Address)>();
        for (var i = 1; i + 1 < elements; i += 2)
        {
            var name = reader.ReadString();
            var address = reader.ReadString();
            if (NodeId.ProblemWith(name) is null && address is { Length: > 0 and <= MaxLength })
            {
                found.Add((name!, address));
            }
        }

        foreach (var (name, address) in found)
        {
            events.AddressLearned(name, address);
        }
    }
}
